#!/usr/bin/env bash
# The same fits by Recount and by SciPy (Debian: python3-scipy) in one run: CPU seconds and what each found.
# Usage: tools/compare-fits.sh FILE [numeric]   (svg_extracted_data.csv of the replication; numeric: also the starts without a gradient, some minutes)
set -euo pipefail
file=$(realpath "$1")
cd "$(dirname "$0")"
dotnet build -c Release --nologo -v quiet Tools.slnx
echo "Recount"
dotnet Recount.Benchmarks/bin/Release/net10.0/Recount.Benchmarks.dll fits "$file"
echo "SciPy"
OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 "${PYTHON:-/usr/bin/python3}" scipy/replication.py "$file"
if [ "${2:-}" = numeric ]; then
  OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 "${PYTHON:-/usr/bin/python3}" scipy/replication.py "$file" numeric
fi
