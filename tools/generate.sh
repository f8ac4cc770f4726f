#!/usr/bin/env bash
# Writes Sources/Schema/Generated from schemas/, or checks that it is what schemas/ give.
# The generator is the one of the resolved swift-protobuf, so the code fits the run-time library.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

usage() {
  cat <<'HELP'
usage: tools/generate.sh [--check]

Writes all that follows from schemas/. Commit the result.

  Sources/Schema/Generated        by the Swift generator of protoc, built from swift-protobuf
  Sources/Opportunities/Language  the kinds of commands and events, and the lists of words
  Sources/Schema/Messages         how those stand on the wire
                                  and the same as data, for programs that show or ask for any kind
  Tests/SchemaTests/Language      random values of each kind, and each by swift-protobuf

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

targets=(
  Sources/Schema/Generated Sources/Opportunities/Language Sources/Schema/Messages
  Tests/SchemaTests/Language
)

command -v protoc >/dev/null ||
  fail "protoc is not installed" "PATH has no 'protoc'" "tools/setup.sh"
swift build --scratch-path "$scratch" --product protoc-gen-swift >&2 ||
  fail "the Swift generator of protoc did not build" "$scratch" "repair what the build says above"
generator="$(swift build --scratch-path "$scratch" --show-bin-path)/protoc-gen-swift"

out="$(mktemp -d)"
trap 'rm -rf "$out"' EXIT
for target in "${targets[@]}"; do mkdir -p "$out/$target"; done
protoc -Ischemas --plugin=protoc-gen-swift="$generator" \
  --swift_opt=Visibility=Package --swift_opt=UseAccessLevelOnImports=true \
  --swift_opt=FileNaming=DropPath --swift_out="$out/Sources/Schema/Generated" \
  schemas/opportunity/v1/*.proto ||
  fail "protoc refused the schemas" "schemas/opportunity/v1" "repair what protoc says above"
python3 tools/language/swift.py --schemas schemas --domain "$out/Sources/Opportunities/Language" \
  --codecs "$out/Sources/Schema/Messages" \
  --samples "$out/Tests/SchemaTests/Language" ||
  fail "the language was not written" "schemas/opportunity/v1" "repair what stands above"
find "$out" -name '*.swift' ! -name '*.pb.swift' -print0 |
  xargs -0 swift format --configuration .swift-format --in-place --parallel

if [ "$check" = yes ]; then
  for target in "${targets[@]}"; do
    diff -ru "$target" "$out/$target" ||
      fail "the generated code is not what schemas/ give" "$target" \
        "tools/generate.sh, then commit the result"
  done
  echo "generated code: $(find "$out" -type f | wc -l) files match schemas/"
else
  for target in "${targets[@]}"; do
    mkdir -p "$target"
    rm -f "$target"/*.swift
    cp "$out/$target"/*.swift "$target"/
  done
  echo "$(find "$out" -type f | wc -l) files written"
fi
