#!/usr/bin/env bash
# A sweep on a real Slurm: an array of eight shards, and the same with a node that dies in the midst of one, whose task is
# requeued while the orphan goes on. Both merge to the bytes of a single shard.
# Usage: sweep.sh PROGRAM FOLDER, the folder empty. Prints a line for each thing shown; fails at the first that is not.
# Exits 77 where Slurm does not start.
set -euo pipefail
program=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
source "$(dirname "$0")/cluster.sh"
cd "$folder"

fail() {
  echo "$1" >&2
  tail -n 20 slurm-*.out >&2 || true
  exit 1
}
# Waits up to two minutes until a command succeeds.
within() {
  local n
  for n in $(seq 1200); do
    if "$@" > /dev/null 2>&1; then return 0; fi
    sleep 0.1
  done
  fail "not within two minutes: $*"
}
ended() { [ -z "$(squeue -h -j "$1")" ]; }
merge() { "$program" sweep merge manifest.json --out "$1"; }

# As many trials as take this program some ten seconds.
plan() {
  cat > sweep.toml <<TOML
trials = $1
dimension = [60, 80]
[axes]
gamma_s = { log = [0.25, 4, 5] }
sigma = [1, 2]
lambda_t = { of_optimum = [0.5, 2] }
TOML
  "$program" sweep plan sweep.toml > manifest.json
}
plan 100
start=$(date +%s%N)
"$program" sweep run manifest.json --shard 1/1 --out timed
plan $((1000000000000 / ($(date +%s%N) - start) + 100))
"$program" sweep run manifest.json --shard 1/1 --out one
merge one > one.csv
[ "$(wc -l < one.csv)" = 41 ] || fail "there are not 40 regimes"

trap 'slurm_down "$folder/slurm"' EXIT
# Installed is not yet able to run: some machines let no daemon of Slurm start.
slurm_up "$folder/slurm" || exit 77

"$program" sweep slurm manifest.json --out results --shards 8 > sweep.sbatch
array=$(sbatch --parsable sweep.sbatch)
last=$(sbatch --parsable --dependency=afterok:"$array" --array=1-1 sweep.sbatch merge)
within ended "$last"
cmp one.csv results/merged.csv || fail "the array's bytes are others"
echo "an array of 8 shards and its merge: the bytes of one shard"

# The node dies, as far as Slurm knows, in the midst of a shard; its process is held until the task runs elsewhere.
"$program" sweep slurm manifest.json --out again --shards 8 > again.sbatch
array=$(sbatch --parsable again.sbatch)
writer() { ls again 2> /dev/null | sed -n "s/^shard-$1-of-8[.].*[.]\([0-9]*\)-[0-9a-f]*[.]part$/\1/p"; }
on_first_node() {
  task=$(squeue -h -r -t R -j "$array" -w n1 -o %K) && [ -n "$task" ] && orphan=$(writer "$task") && [ -n "$orphan" ]
}
for n in $(seq 1200); do
  if on_first_node; then break; fi
  sleep 0.02
done
[ -n "${orphan-}" ] || fail "no shard was seen at work on the first node"
kill -STOP "$orphan"
kill -9 "$(cat slurm/spool/n1.pid)"
scontrol update nodename=n1 state=down reason=killed
two_writers() { [ "$(writer "$task" | wc -l)" = 2 ]; }
within two_writers
kill -CONT "$orphan"
gone() { ! kill -0 "$orphan"; }
within gone
within ended "$array"
merge again > again.csv
cmp one.csv again.csv || fail "the bytes are others after a node has died"
[ "$(ls again | wc -l)" = 8 ] || fail "something is left over: $(ls again)"
echo "a node killed in the midst of shard $task/8, requeued while the orphan finished: the same bytes"
