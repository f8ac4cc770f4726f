#!/usr/bin/env bash
# Builds everything and runs all tests; the last line is the test runner's own.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

usage() {
  cat <<'HELP'
usage: tools/test.sh [--unit] [--blackbox] [--release] [-- PYTEST-ARGUMENT…]

Sets the machine up, builds, runs the unit tests (swift test), then the black-box tests (pytest)
against the programs just built. Ends with the closing line of the last runner; exits with 1 when
anything failed.

  --unit       only the unit tests
  --blackbox   only the black-box tests
  --release    build and test optimised programs instead of debug ones
  --           everything after it goes to pytest, such as: -- -k protocol
  --help       this text

Environment: OPP_SCRATCH names the build directory (.build).
HELP
}

unit=no blackbox=no configuration=debug pytest_arguments=()
while [ $# -gt 0 ]; do
  case "$1" in
    --unit) unit=yes ;;
    --blackbox) blackbox=yes ;;
    --release) configuration=release ;;
    --help | -h) usage; exit 0 ;;
    --) shift; pytest_arguments=("$@"); break ;;
    *) refuse_option "$1" ;;
  esac
  shift
done
if [ "$unit$blackbox" = nono ]; then unit=yes blackbox=yes; fi

build=(swift build --scratch-path "$scratch" -c "$configuration")

# Passes its input on, but says the total time before the last line.
total_before_last_line() {
  local line held='' any=no
  while IFS= read -r line || [ -n "$line" ]; do
    if [ "$any" = yes ]; then printf '%s\n' "$held"; fi
    held="$line" any=yes
  done
  printf '== total: %d s\n' "$SECONDS"
  if [ "$any" = yes ]; then printf '%s\n' "$held"; fi
}

# Also holds what the rules say they refuse to what the tests have seen refused; silent when it fits, so
# that the runner's closing line stays the last.
unit_tests() {
  local refusals="$scratch/refusals.txt"
  rm -f "$refusals"
  OPP_REFUSALS="$refusals" swift test --scratch-path "$scratch" -c "$configuration" --skip-build 2>&1
  tools/checks/refusals.py "$refusals" >/dev/null
}

blackbox_tests() {
  OPP_BIN="$1" .venv/bin/python -m pytest Tests/blackbox \
    ${pytest_arguments[@]+"${pytest_arguments[@]}"} 2>&1
}

section "setup"
if [ "$blackbox" = yes ]; then tools/setup.sh --with-tests; else tools/setup.sh; fi

section "build, $configuration"
if [ "$unit" = yes ]; then build+=(--build-tests); fi
# The check sees only imports that no chain of dependencies reaches; layering.py sees the others.
"${build[@]}" --explicit-target-dependency-import-check error
bin="$("${build[@]}" --show-bin-path)"

if [ "$unit" = yes ]; then
  section "unit tests, $configuration"
  if [ "$blackbox" = yes ]; then unit_tests; else unit_tests | total_before_last_line; fi
fi
if [ "$blackbox" = yes ]; then
  section "black-box tests against the $configuration programs"
  blackbox_tests "$bin" | total_before_last_line
fi
