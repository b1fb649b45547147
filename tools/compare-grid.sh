#!/usr/bin/env bash
# BoolQ under 64 formats that share passages, in one run and in 64 runs of one format: CPU seconds, tokens that the model has to read, and their ratios.
# Usage: tools/compare-grid.sh MODEL ITEMS [MOST]   (MODEL: a folder with onnx/ in it; ITEMS: BoolQ as JSONL with passage, question, label; MOST: 200 items if left out)
set -euo pipefail
model=$(realpath "$1")
items=$(realpath "$2")
most=${3:-200}
cd "$(dirname "$0")"
dotnet build -c Release --nologo -v quiet Tools.slnx
dotnet Recount.Benchmarks/bin/Release/net10.0/Recount.Benchmarks.dll grid "$model" "$items" "$most"
