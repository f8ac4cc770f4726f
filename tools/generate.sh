#!/usr/bin/env bash
# Writes Sources/Schema/Generated from schemas/, or checks that it is what schemas/ give.
# The generator is the one of the resolved swift-protobuf, so the code fits the run-time library.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

usage() {
  cat <<'HELP'
usage: tools/generate.sh [--check]

Builds the Swift generator of protoc from the swift-protobuf dependency and writes
Sources/Schema/Generated from schemas/. Commit the result.

  --check   write nothing; exit with 1 and show the difference if the committed code is another
  --help    this text

Environment: OPP_SCRATCH names the build directory (.build).
HELP
}

check=no
while [ $# -gt 0 ]; do
  case "$1" in
    --check) check=yes ;;
    --help | -h) usage; exit 0 ;;
    *) refuse_option "$1" ;;
  esac
  shift
done

target=Sources/Schema/Generated
command -v protoc >/dev/null ||
  fail "protoc is not installed" "PATH has no 'protoc'" "tools/setup.sh"
swift build --scratch-path "$scratch" --product protoc-gen-swift >&2 ||
  fail "the Swift generator of protoc did not build" "$scratch" "repair what the build says above"
generator="$(swift build --scratch-path "$scratch" --show-bin-path)/protoc-gen-swift"

out="$(mktemp -d)"
trap 'rm -rf "$out"' EXIT
protoc -Ischemas --plugin=protoc-gen-swift="$generator" \
  --swift_opt=Visibility=Package --swift_opt=UseAccessLevelOnImports=true \
  --swift_opt=FileNaming=DropPath --swift_out="$out" schemas/opportunity/v1/*.proto ||
  fail "protoc refused the schemas" "schemas/opportunity/v1" "repair what protoc says above"

if [ "$check" = yes ]; then
  diff -ru "$target" "$out" ||
    fail "the generated code is not what schemas/ give" "$target" \
      "tools/generate.sh, then commit the result"
  echo "generated code: $(find "$out" -type f | wc -l) files match schemas/"
else
  mkdir -p "$target"
  rm -f "$target"/*.pb.swift
  cp "$out"/*.pb.swift "$target"/
  ls "$target"
fi
