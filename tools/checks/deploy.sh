#!/usr/bin/env bash
# Checks deploy/: systemd reads the unit without complaint and rates its exposure at most 1.0.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../common.sh
. "$(dirname "${BASH_SOURCE[0]}")/../common.sh"

usage() {
  cat <<'HELP'
usage: tools/checks/deploy.sh

Runs systemd-analyze verify and security (offline) on deploy/oppd@.service, and, as root, tries the
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

# systemd wants the program to exist; the unit's own is not installed here.
unit="$work/oppd@check.service"
sed 's|^ExecStart=[^ ]*|ExecStart=/bin/true|' "deploy/oppd@.service" >"$unit"

complaints="$(systemd-analyze verify "$unit" 2>&1)" ||
  fail "systemd cannot read the unit: $complaints" "deploy/oppd@.service" "repair the unit"
# Complaints about other units of this machine are not ours.
complaints="$(grep -F oppd@ <<<"$complaints" || true)"
[ -z "$complaints" ] ||
  fail "systemd complains about the unit: $complaints" "deploy/oppd@.service" "repair the unit"

report="$(systemd-analyze security --offline=true --no-pager "$unit" 2>&1)" ||
  fail "systemd cannot rate the unit: $report" "deploy/oppd@.service" "repair the unit"
exposure="$(sed -n 's/.*Overall exposure level for .*: \([0-9.]*\) .*/\1/p' <<<"$report")"
[ -n "$exposure" ] ||
  fail "systemd-analyze gave no rating" "deploy/oppd@.service" "read: $(tail -n 1 <<<"$report")"
if ! awk -v a="$exposure" -v b="$exposure_maximum" 'BEGIN { exit !(a <= b) }'; then
  grep '✗' <<<"$report" >&2 || true
  fail "the unit's exposure is $exposure, more than $exposure_maximum" "deploy/oppd@.service" \
    "tighten it: the open points are above"
fi
echo "deployment: unit verified, exposure $exposure (at most $exposure_maximum)"

if [ "$(id -u)" = 0 ] && command -v systemd-sysusers >/dev/null; then
  mkdir -p "$work/root/etc"
  # From the standard input: a name would be looked up below the root.
  if ! systemd-sysusers --root="$work/root" - <deploy/oppd.sysusers.conf >"$work/said" 2>&1 ||
    ! grep -qs '^oppd:' "$work/root/etc/passwd" || ! grep -qs '^oppd:' "$work/root/etc/group"; then
    fail "the sysusers snippet does not make the user oppd: $(cat "$work/said")" \
      "deploy/oppd.sysusers.conf" "repair the snippet"
  fi
  if ! systemd-tmpfiles --root="$work/root" --create - <deploy/oppd.tmpfiles.conf \
    >"$work/said" 2>&1 || [ ! -d "$work/root/var/lib/oppd" ] || [ ! -d "$work/root/run/oppd" ]; then
    fail "the tmpfiles snippet does not make its directories: $(cat "$work/said")" \
      "deploy/oppd.tmpfiles.conf" "repair the snippet"
  fi
  echo "deployment: sysusers and tmpfiles snippets work on an empty tree"
fi
