#!/usr/bin/env bash
# Scores registry extract on the texts that a person has read: bench/extraction.sh DATA, with DATA/{seeds,gold,tools}; prints bench/extraction.md's tables.
set -euo pipefail
data=${1:-../shared}
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
registry=${REGISTRY:-src/Registry/bin/Debug/net10.0/registry}
for text in "$data"/seeds/*.txt; do
    stem=$(basename "$text" .txt)
    "$registry" --catalog sources extract "$text" > "$work/$stem.jsonl"
    echo "## $stem"
    python3 "$data/tools/score_extraction.py" "$data/gold/$stem.jsonl" "$work/$stem.jsonl" --text "$text" --traps "$data/gold/traps.jsonl" --details || true
    cat "$work/$stem.jsonl" >> "$work/given"
    cat "$data/gold/$stem.jsonl" >> "$work/wanted"
done
echo "## all three together"
python3 "$data/tools/score_extraction.py" "$work/wanted" "$work/given" | sed -n '/^core/,/^$/p;/^all/,/^$/p'
