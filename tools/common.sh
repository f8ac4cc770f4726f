# Shared by the scripts in tools/ and .ci/run: where the repository is, sections, errors.
# Sourced, never run. Leaves the caller in the repository's top directory.
# shellcheck shell=bash disable=SC2034

program="$(basename "$0")"
CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." || exit 1
top="$PWD"
# The one build directory of all scripts; relative names start at the repository's top.
scratch="${OPP_SCRATCH:-.build}"
# Helpers in Python leave no byte code behind in the tree.
export PYTHONDONTWRITEBYTECODE=1

# A heading with the seconds since the script began.
section() {
  printf '\n== %s (at %d s)\n' "$1" "$SECONDS"
}

# fail WHAT WHERE REMEDY…: says all three and ends the script.
fail() {
  printf '%s: error: %s\n  where: %s\n' "$program" "$1" "$2" >&2
  shift 2
  printf '  do:    %s\n' "$@" >&2
  exit 1
}

# refuse_option OPTION: for an option the script does not know.
refuse_option() {
  printf '%s: error: unknown option or argument: %s\n  do:    %s --help\n' \
    "$program" "$1" "$0" >&2
  exit 2
}
