#!/usr/bin/env bash
# Checks deploy/: systemd reads the unit without complaint and rates its exposure at most 1.0.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../common.sh"

usage() {
  cat <<'HELP'
usage: tools/checks/deploy.sh

Runs systemd-analyze verify and security (offline) on the units of deploy/, and, as root, tries the
sysusers and tmpfiles snippets on an empty tree. Without systemd it says so and skips.

  --help   this text
HELP
}

while [ $# -gt 0 ]; do
  case "$1" in
    --help | -h) usage; exit 0 ;;
    *) refuse_option "$1" ;;
  esac
done

exposure_maximum=1.0

if ! command -v systemd-analyze >/dev/null; then
  echo "deployment: NOT CHECKED, systemd-analyze is not installed"
  exit 0
fi

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

check_unit() { # NAME: of the file, without "@.service"
  # systemd wants the program to exist; the unit's own is not installed here.
  local unit="$work/$1@check.service" complaints report exposure
  sed 's|^ExecStart=[^ ]*|ExecStart=/bin/true|' "deploy/$1@.service" >"$unit"

  complaints="$(systemd-analyze verify "$unit" 2>&1)" ||
    fail "systemd cannot read the unit: $complaints" "deploy/$1@.service" "repair the unit"
  # Complaints about other units of this machine are not ours.
  complaints="$(grep -F "$1@" <<<"$complaints" || true)"
  [ -z "$complaints" ] ||
    fail "systemd complains about the unit: $complaints" "deploy/$1@.service" "repair the unit"

  report="$(systemd-analyze security --offline=true --no-pager "$unit" 2>&1)" ||
    fail "systemd cannot rate the unit: $report" "deploy/$1@.service" "repair the unit"
  exposure="$(sed -n 's/.*Overall exposure level for .*: \([0-9.]*\) .*/\1/p' <<<"$report")"
  [ -n "$exposure" ] ||
    fail "systemd-analyze gave no rating" "deploy/$1@.service" "read: $(tail -n 1 <<<"$report")"
  if ! awk -v a="$exposure" -v b="$exposure_maximum" 'BEGIN { exit !(a <= b) }'; then
    grep '✗' <<<"$report" >&2 || true
    fail "the unit's exposure is $exposure, more than $exposure_maximum" "deploy/$1@.service" \
      "tighten it: the open points are above"
  fi
  echo "deployment: $1@.service verified, exposure $exposure (at most $exposure_maximum)"
}

check_unit oppd
check_unit oppsign

if [ "$(id -u)" = 0 ] && command -v systemd-sysusers >/dev/null; then
  mkdir -p "$work/root/etc"
  # From the standard input: a name would be looked up below the root.
  if ! systemd-sysusers --root="$work/root" - <deploy/oppd.sysusers.conf >"$work/said" 2>&1 ||
    ! grep -qs '^oppd:' "$work/root/etc/passwd" || ! grep -qs '^oppsign:' "$work/root/etc/passwd" || ! grep -qs '^oppd:' "$work/root/etc/group"; then
    fail "the sysusers snippet does not make the users oppd and oppsign: $(cat "$work/said")" \
      "deploy/oppd.sysusers.conf" "repair the snippet"
  fi
  if ! systemd-tmpfiles --root="$work/root" --create - <deploy/oppd.tmpfiles.conf \
    >"$work/said" 2>&1 || [ ! -d "$work/root/var/lib/oppd" ] || [ ! -d "$work/root/run/oppd" ] ||
    [ ! -d "$work/root/var/lib/oppsign" ]; then
    fail "the tmpfiles snippet does not make its directories: $(cat "$work/said")" \
      "deploy/oppd.tmpfiles.conf" "repair the snippet"
  fi
  echo "deployment: sysusers and tmpfiles snippets work on an empty tree"
fi
