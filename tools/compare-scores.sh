#!/usr/bin/env bash
# The same cloze items scored by Recount, by the runtime alone and by transformers.js (npm) in one run: CPU seconds, agreement, and the share of what the runtime alone can do.
# Usage: tools/compare-scores.sh MODEL ITEMS   (MODEL: a folder with onnx/ in it; ITEMS: JSONL with id, context, choices, gold)
set -euo pipefail
model=$(realpath "$1")
items=$(realpath "$2")
cd "$(dirname "$0")"
dotnet build -c Release --nologo -v quiet Tools.slnx
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
echo "Recount, and the runtime alone"
dotnet Recount.Benchmarks/bin/Release/net10.0/Recount.Benchmarks.dll scores "$model" "$items"
echo "transformers.js"
(cd transformersjs && npm ci --ignore-scripts --no-audit --no-fund --silent)
node transformersjs/score.mjs "$model" "$items" "$out/one.jsonl" --warm
node transformersjs/score.mjs "$model" "$items" "$out/batch.jsonl" --warm --batch 16
