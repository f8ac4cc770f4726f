#!/usr/bin/env bash
# Installs what the build and the tests need and is missing.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

usage() {
  cat <<'HELP'
usage: tools/setup.sh [--with-tests]

Checks for Swift 6.3 or newer, and installs the system packages of the build that are missing
(Debian and Ubuntu: apt-get, as root or through sudo). Runs no apt-get when nothing is missing.

  --with-tests   also make .venv, with the Python packages of Tests/blackbox/requirements.txt;
                 pip runs only when that file or the Python version has changed
  --help         this text
HELP
}

swift_minimum=6.3
python_minimum=3.10
packages=(
  liblmdb-dev libzstd-dev zlib1g-dev # the libraries under the log and the import
  libssl-dev                         # AES-GCM for texts
  libjemalloc-dev                    # the allocator of oppd and oppreplay
  protobuf-compiler libprotobuf-dev  # protoc, and descriptor.proto, which the schemas import
  python3-venv                       # checks and black-box tests
  openssl                            # signatures of heads, checked without our code
  ca-certificates git                # fetching the Swift packages
)

# at_least VERSION MINIMUM
at_least() {
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

check_swift() {
  local remedy=(
    "install Swift $swift_minimum or newer: https://www.swift.org/install/linux/"
    "(with swiftly: 'swiftly install $swift_minimum && swiftly use $swift_minimum'),"
    "then see that 'swift --version' answers in this shell"
  )
  command -v swift >/dev/null || fail "Swift is not installed" "PATH has no 'swift'" "${remedy[@]}"
  local answer version
  answer="$(swift --version 2>&1)" ||
    fail "'swift --version' failed: $answer" "$(command -v swift)" "${remedy[@]}"
  version="$(sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' <<<"$answer" | head -n 1)"
  if [ -z "$version" ] || ! at_least "$version" "$swift_minimum"; then
    fail "Swift ${version:-of unknown version} is too old" "$(command -v swift)" "${remedy[@]}"
  fi
  echo "Swift $version"
}

install_packages() {
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "$program: warning: this system has no apt-get, so no package was checked or installed." >&2
    echo "  The build needs the headers of LMDB, zstd, zlib, OpenSSL and jemalloc, protoc with its includes, and" >&2
    echo "  Python $python_minimum with venv (on Debian: ${packages[*]})." >&2
    return
  fi
  local missing by_hand
  find_missing "system packages" "${packages[@]}"
  [ ${#missing[@]} != 0 ] || return 0
  apt_install "${missing[@]}" ||
    fail "apt-get could not install the packages" "its messages are above" \
      "check the network and the apt sources" "or repair it, $by_hand"
}

make_venv() {
  local requirements=Tests/blackbox/requirements.txt python=.venv/bin/python
  local stamp=.venv/requirements.stamp version digest
  [ -f "$requirements" ] ||
    fail "the list of the tests' Python packages is missing" "$top/$requirements" \
      "check the checkout: git status, git checkout -- '$requirements'"
  command -v python3 >/dev/null ||
    fail "Python is not installed" "PATH has no 'python3'" "install Python $python_minimum or newer"
  version="$(python3 -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])')"
  at_least "$version" "$python_minimum" ||
    fail "Python $version is too old" "$(command -v python3)" "install Python $python_minimum or newer"
  # The place belongs to the stamp: a virtual environment does not survive being moved.
  digest="$({ printf '%s\n%s\n' "$version" "$top"; cat "$requirements"; } | sha256sum)"
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$digest" ] && "$python" -c '' 2>/dev/null; then
    echo "Python $version, .venv is up to date"
    return
  fi
  echo "Python $version, making .venv"
  python3 -m venv --clear .venv ||
    fail "the virtual environment could not be made" "$top/.venv" \
      "see that 'python3 -m venv' works (Debian: apt-get install python3-venv)"
  "$python" -m pip install --quiet --disable-pip-version-check --no-input -r "$requirements" ||
    fail "pip could not install the tests' packages" "$top/$requirements" \
      "check the network and the package index (pip's messages are above), then run this again"
  printf '%s\n' "$digest" >"$stamp"
}

with_tests=no
while [ $# -gt 0 ]; do
  case "$1" in
    --with-tests) with_tests=yes ;;
    --help | -h) usage; exit 0 ;;
    *) refuse_option "$1" ;;
  esac
  shift
done

check_swift
install_packages
if [ "$with_tests" = yes ]; then make_venv; fi
