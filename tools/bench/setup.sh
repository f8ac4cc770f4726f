#!/usr/bin/env bash
# Installs the programs and libraries that oppbench --against measures the ledger against.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../common.sh"

usage() {
  cat <<'HELP'
usage: tools/bench/setup.sh

Installs what oppbench --against needs and the build does not: redis-server, postgresql and
libsqlite3-0 (Debian and Ubuntu: apt-get, as root or through sudo), and a virtual environment with
the Python packages of tools/bench/peers/requirements.txt. Nothing is started or kept running. May be
repeated: what is there already is left alone.

Environment: OPP_SCRATCH names the build directory (.build); the environment is its bench-venv.
HELP
}

packages=(redis-server postgresql libsqlite3-0 python3-venv util-linux)

install_packages() {
  local missing by_hand
  find_missing "peers' packages" "${packages[@]}"
  [ ${#missing[@]} != 0 ] || return 0
  # The packages would start their services; the benchmark starts servers of its own and no other
  # may run beside it. policy-rc.d is Debian's way to say so.
  local policy=/usr/sbin/policy-rc.d made=no
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
    made=yes
  fi
  local status=0
  apt_install "${missing[@]}" || status=$?
  if [ "$made" = yes ]; then as_root rm -f "$policy"; fi
  [ $status = 0 ] ||
    fail "apt-get could not install the peers" "its messages are above" "repair it, $by_hand"
}

make_venv() {
  local requirements=tools/bench/peers/requirements.txt venv="$scratch/bench-venv" stamp digest
  stamp="$venv/requirements.stamp"
  # The place belongs to the stamp: a virtual environment does not survive being moved.
  digest="$({ python3 --version; printf '%s\n' "$top/$venv"; cat "$requirements"; } | sha256sum)"
  if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$digest" ] &&
    "$venv/bin/python" -c 'import eventsourcing, psycopg' 2>/dev/null; then
    echo "peers: $venv is up to date"
    return
  fi
  echo "peers: making $venv"
  mkdir -p "$scratch"
  python3 -m venv --clear "$venv" ||
    fail "the virtual environment could not be made" "$top/$venv" \
      "see that 'python3 -m venv' works (Debian: apt-get install python3-venv)"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
    -r "$requirements" ||
    fail "pip could not install the peers' packages" "$top/$requirements" \
      "check the network and the package index (pip's messages are above), then run this again"
  printf '%s\n' "$digest" >"$stamp"
}

while [ $# -gt 0 ]; do
  case "$1" in
    --help | -h) usage; exit 0 ;;
    *) refuse_option "$1" ;;
  esac
done

install_packages
make_venv
