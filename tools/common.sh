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

as_root() {
  if [ "$(id -u)" = 0 ]; then
    env DEBIAN_FRONTEND=noninteractive "$@"
  else
    sudo -n env DEBIAN_FRONTEND=noninteractive "$@"
  fi
}

# find_missing WHAT PACKAGE…: leaves in `missing` the Debian packages that are not installed and in
# `by_hand` how a person installs them; ends the script when some are and nobody here may.
find_missing() {
  local what="$1" package
  shift
  missing=()
  for package in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
      missing+=("$package")
  done
  if [ ${#missing[@]} = 0 ]; then
    echo "$what: all $# are there"
    return
  fi
  echo "$what: installing ${missing[*]}"
  by_hand="as root: apt-get update && apt-get install ${missing[*]}"
  if [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; then
    fail "$what are missing, and installing them needs root" \
      "user $(id -un), without a password-free sudo" "$by_hand" "then run this again"
  fi
}

# apt_install PACKAGE…: asks nothing, and waits for another apt-get.
apt_install() {
  as_root apt-get -q -o DPkg::Lock::Timeout=300 update &&
    as_root apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "$@"
}
