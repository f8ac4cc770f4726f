#!/usr/bin/env bash
# Builds the readers of untrusted bytes with sanitizers and lets libFuzzer try inputs on them.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

all_targets=(record command frame policy block head zstd segment index)

usage() {
  cat <<HELP
usage: tools/fuzz.sh [--seconds N] [--update] [TARGET…]

Compiles the rooms Opportunities, EventLog and Schema with -sanitize=fuzzer,address, and runs each
TARGET (default: all) for N seconds (60), from the corpus in Tests/corpus and the golden bytes of the
tests. An input that crashes, leaks, takes 10 s, allocates 64 MiB at once or breaks an invariant ends
the run with status 1; it is kept, and said in hexadecimal for a line of Tests/corpus/TARGET.hex,
which the ordinary tests replay.

  --seconds N   how long each target runs
  --update      afterwards write the smallest corpus of the same coverage to Tests/corpus
  --help        this text

Targets: ${all_targets[*]}
What they check stands in Tests/SchemaTests/WireFuzzing.swift and Tests/EventLogTests/BlockFuzzing.swift.
Environment: OPP_SCRATCH names the build directory (.build); everything made here is in its fuzz.
HELP
}

seconds=60 update=no targets=()
while [ $# -gt 0 ]; do
  case "$1" in
    --seconds)
      [[ "${2:-}" =~ ^[1-9][0-9]*$ ]] ||
        fail "--seconds takes a whole number" "'${2:-}'" "tools/fuzz.sh --help"
      seconds="$2"
      shift
      ;;
    --update) update=yes ;;
    --help | -h) usage; exit 0 ;;
    -*) refuse_option "$1" ;;
    *)
      [[ " ${all_targets[*]} " = *" $1 "* ]] || refuse_option "$1"
      targets+=("$1")
      ;;
  esac
  shift
done
if [ ${#targets[@]} = 0 ]; then targets=("${all_targets[@]}"); fi

# The libraries are those of the ordinary build, without sanitizers: ours is what is tested.
section "the libraries under it"
swift build --scratch-path "$scratch" -c release --product oppreplay | tail -n 1
release="$(swift build --scratch-path "$scratch" -c release --show-bin-path)"
work="$PWD/$scratch/fuzz"
[ "${scratch#/}" = "$scratch" ] || work="$scratch/fuzz"
checkouts="$(dirname "$(dirname "$release")")/checkouts"
mkdir -p "$work/modules"

flags=(
  -O -g -parse-as-library -swift-version 6 -whole-module-optimization -enable-testing
  "-sanitize=fuzzer,address" -package-name opportunity_ledger
  -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault
  -enable-upcoming-feature MemberImportVisibility
  -enable-upcoming-feature NonisolatedNonsendingByDefault
  -enable-experimental-feature Lifetimes
  -module-cache-path "$work/cache" -I "$work/modules" -I "$release/Modules"
)
for map in Sources/CLMDB/module.modulemap Sources/CZstd/module.modulemap; do
  flags+=(-Xcc "-fmodule-map-file=$PWD/$map")
done
for map in "$checkouts"/swift-crypto/Sources/*/include/module.modulemap; do
  flags+=(-Xcc "-fmodule-map-file=$map" -Xcc -I -Xcc "$(dirname "$map")")
done

# module NAME FILE…: compiles a module, unless it is newer than its files and the modules before it.
changed=no
module() {
  local name="$1" object="$work/$1.o"
  shift
  if [ "$changed" = no ] && [ -f "$object" ] &&
    [ -z "$(find "$@" tools/fuzz.sh -newer "$object" -print -quit)" ]; then
    return
  fi
  changed=yes
  echo "compiling $name"
  swiftc "${flags[@]}" -module-name "$name" -emit-module \
    -emit-module-path "$work/modules/$name.swiftmodule" -c -o "$object" "$@" ||
    fail "$name does not compile for the fuzzer" "its messages are above" "repair it"
}

section "the readers, with sanitizers"
for room in Opportunities EventLog Schema; do
  mapfile -d '' sources < <(find "Sources/$room" -name '*.swift' -print0 | sort -z)
  module "$room" "${sources[@]}"
done
module oppfuzz tools/fuzz/Fuzz.swift Tests/SchemaTests/WireFuzzing.swift \
  Tests/EventLogTests/BlockFuzzing.swift
fuzzer="$work/oppfuzz"
if [ "$changed" = yes ] || [ ! -x "$fuzzer" ]; then
  mapfile -d '' libraries < <(find "$release"/SwiftProtobuf.build "$release"/Crypto.build \
    "$release"/CryptoBoringWrapper.build "$release"/CCryptoBoringSSL.build \
    "$release"/CCryptoBoringSSLShims.build "$release"/CXKCP.build "$release"/CXKCPShims.build \
    -name '*.o' -print0)
  swiftc -use-ld=lld "-sanitize=fuzzer,address" -parse-as-library -o "$fuzzer" "$work"/{Opportunities,EventLog,Schema,oppfuzz}.o \
    "${libraries[@]}" -llmdb -lzstd -lstdc++ ||
    fail "the fuzzer does not link" "its messages are above" "repair it"
fi

# run_fuzzer TARGET ARGUMENT…: with the limits that every input has.
run_fuzzer() {
  local target="$1"
  shift
  # Swift's own backtraces need minutes under a sanitizer; it prints one itself.
  SWIFT_BACKTRACE=enable=no OPP_FUZZ_TARGET="$target" "$fuzzer" \
    -max_len=16384 -timeout=10 -malloc_limit_mb=64 -rss_limit_mb=1024 -print_final_stats=0 \
    -verbosity=0 "$@"
}

failed=()
for target in "${targets[@]}"; do
  section "$target"
  rm -rf "${work:?}/$target"
  mkdir -p "$work/$target/corpus" "$work/$target/least"
  python3 tools/fuzz/corpus.py unpack "$target" "$work/$target/corpus"
  log="$work/$target/log"
  status=0
  run_fuzzer "$target" -max_total_time="$seconds" -artifact_prefix="$work/$target/" \
    -print_final_stats=1 "$work/$target/corpus" >"$log" 2>&1 || status=$?
  if [ $status != 0 ]; then
    tail -n 40 "$log" >&2
    failed+=("$target")
    for input in "$work/$target"/{crash,leak,oom,timeout,slow-unit}-*; do
      [ -f "$input" ] || continue
      printf '%s\nas a line of Tests/corpus/%s.hex:\n' "$input" "$target" >&2
      python3 tools/fuzz/corpus.py line "$input" >&2
    done
    continue
  fi
  grep -E 'stat::(number_of_executed_units|peak_rss_mb)' "$log" || true
  if [ "$update" = yes ]; then
    run_fuzzer "$target" -merge=1 "$work/$target/least" "$work/$target/corpus" >>"$log" 2>&1
    python3 tools/fuzz/corpus.py pack "$target" "$work/$target/least"
  fi
done
[ ${#failed[@]} = 0 ] ||
  fail "findings in: ${failed[*]}" "$work" "add the line to the corpus, see the test fail, repair it"
section "no findings"
