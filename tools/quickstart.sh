#!/usr/bin/env bash
# A newcomer's first command: a ledger with a demo history, asked and audited.
set -euo pipefail
caller="$PWD" # where a relative --data begins
# shellcheck source-path=SCRIPTDIR source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"

usage() {
  cat <<'HELP'
usage: tools/quickstart.sh [--data DIR] [--keep]

Sets the machine up, builds the programs, starts the daemon on a new ledger, sends a made-up
history of 500 opportunities, asks the questions of a sales day, sends a few commands by hand, stops the daemon and verifies
the log it left. The first build takes minutes; after that it is a matter of seconds.
第一次运行：构建、启动、导入演示数据、查询、停止并校验账本。首次构建需要几分钟。

  --data DIR   put the ledger in DIR (new or empty) and keep it; without it, in a temporary
               directory that is removed at the end
  --keep       keep the temporary directory and say where it is
  --help       this text

Environment: OPP_SCRATCH names the build directory (.build).
HELP
}

data='' keep=no
while [ $# -gt 0 ]; do
  case "$1" in
    --data)
      [ -n "${2:-}" ] || fail "--data names no directory" "the command line" "$0 --data DIR"
      data="$2"
      shift
      ;;
    --keep) keep=yes ;;
    --help | -h) usage; exit 0 ;;
    *) refuse_option "$1" ;;
  esac
  shift
done
case "$data" in '' | /*) ;; *) data="$caller/$data" ;; esac
if [ -n "$data" ] && [ -e "$data" ] && { [ ! -d "$data" ] || [ -n "$(ls -A "$data")" ]; }; then
  fail "the demo goes into a new ledger only: what a ledger has recorded stays in it" \
    "$data is not an empty directory" "name another directory with --data"
fi

start_patience=60 # seconds until the daemon must be ready
stop_patience=30  # seconds until it must have ended after SIGTERM
work='' daemon=''

# Whatever happened: no daemon and no litter stays behind.
clean_up() {
  local status=$?
  trap - EXIT INT TERM HUP
  if [ -n "$daemon" ] && kill -0 "$daemon" 2>/dev/null; then
    kill -TERM "$daemon" 2>/dev/null || true
    local tenths=0
    while kill -0 "$daemon" 2>/dev/null && [ $tenths -lt 100 ]; do
      sleep 0.1
      tenths=$((tenths + 1))
    done
    kill -KILL "$daemon" 2>/dev/null || true
  fi
  if [ -n "$work" ] && [ -d "$work" ]; then
    if [ $status != 0 ] && [ -s "$work/oppd.log" ]; then
      printf '\nthe last lines of the daemon:\n' >&2
      tail -n 20 "$work/oppd.log" | sed 's/^/  | /' >&2
    fi
    if [ "$keep" = yes ]; then
      echo "kept: $work"
    else
      rm -rf "$work"
    fi
  fi
  exit $status
}
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

section "setup"
tools/setup.sh

section "build, release"
for product in oppd oppctl oppreplay; do
  swift build --scratch-path "$scratch" -c release --product "$product"
done
bin="$(swift build --scratch-path "$scratch" -c release --show-bin-path)"

work="$(mktemp -d "${TMPDIR:-/tmp}/opp.XXXXXX")"
# A socket's path has at most 107 bytes (unix(7)).
if [ ${#work} -gt 90 ]; then
  rmdir "$work"
  work="$(mktemp -d /tmp/opp.XXXXXX)"
fi
socket="$work/oppd.sock" log="$work/oppd.log"
data="${data:-$work/ledger}"

# ask SUBCOMMAND ARGUMENT…: shows the question, then its answer.
ask() {
  printf '\n$ oppctl %s\n' "$*"
  # Tables also where nobody watches: this is a story for people.
  "$bin/oppctl" "$@" --socket "$socket" --format table ||
    fail "oppctl $1 failed" "its message is above" "$bin/oppctl $1 --help"
}

# refused CODE SUBCOMMAND ARGUMENT…: shows a command that the rules refuse with that code.
refused() {
  local code="$1" answer status=0
  shift
  printf '\n$ oppctl %s\n' "$*"
  answer="$("$bin/oppctl" "$@" --socket "$socket" --format table 2>&1)" || status=$?
  printf '%s\n' "$answer"
  case "$status $answer" in
    1\ *"$code"*) ;;
    *) fail "oppctl $1 was not refused with $code" "its answer is above" "read schemas/LANGUAGE.md" ;;
  esac
}

start_daemon() {
  "$bin/oppd" --data "$data" --socket "$socket" >"$log" 2>&1 &
  daemon=$!
  local tenths=0
  until grep -q '^ready' "$log"; do
    kill -0 "$daemon" 2>/dev/null ||
      fail "the daemon ended before it was ready" "$data" "read its last lines below"
    [ $tenths -lt $((start_patience * 10)) ] ||
      fail "the daemon did not say 'ready' within $start_patience s" "$data" \
        "read its last lines below"
    sleep 0.1
    tenths=$((tenths + 1))
  done
  echo "oppd is ready: process $daemon, data $data"
}

stop_daemon() {
  kill -TERM "$daemon"
  local tenths=0 status=0
  while kill -0 "$daemon" 2>/dev/null; do
    [ $tenths -lt $((stop_patience * 10)) ] ||
      fail "the daemon did not end within $stop_patience s of SIGTERM" "process $daemon" \
        "read its last lines below"
    sleep 0.1
    tenths=$((tenths + 1))
  done
  wait "$daemon" || status=$?
  daemon=''
  [ $status = 0 ] || fail "the daemon ended with exit code $status" "$data" "read its last lines below"
  echo "oppd has stopped"
}

section "start the daemon · 启动服务"
start_daemon

section "a demo history · 演示数据"
ask demo --seed 7 --opportunities 500

section "the questions of a sales day · 日常查询"
ask pipeline
ask health --limit 10
ask due --limit 15
ask forecast

section "more than deals · 抽查、公海、目标"
head="$("$bin/oppctl" status --socket "$socket" --format json |
  sed -n 's/.*"head_position":\([0-9]*\).*/\1/p')"
# The week is that of the rules' clock, China Standard Time; nobody chooses the sample.
ask "do" draw-review-sample --week "$(TZ=CST-8 date +%G-W%V)" --as user:demo7-operations
ask watch --from $((head + 1)) --limit 1
ask "do" register-user --user-id newcomer --name 新人 --roles rep --team-id demo7-east-1
ask "do" create-opportunity --opportunity-id first-deal --customer-id demo7-customer-000001 \
  --title 报表系统二期 --amount '120000 CNY'
ask "do" claim-opportunity --opportunity-id first-deal --as user:newcomer
refused NOT_IN_POOL "do" claim-opportunity --opportunity-id first-deal --as user:demo7-rep-01
ask "do" set-target --target-id "user/newcomer:$(date +%Y)-12" --amount '300000 CNY' \
  --as user:demo7-east-1-manager
refused FORBIDDEN "do" record-review --opportunity-id first-deal --method phone \
  --verdict confirmed --as user:demo7-rep-01
ask timeline first-deal

section "stop the daemon, verify its log · 停止并校验账本"
stop_daemon
printf '\n$ oppreplay verify %s\n' "$data"
"$bin/oppreplay" verify "$data" ||
  fail "the log does not verify" "$data" "read what oppreplay says above"

cat <<NEXT

All of it worked, in $SECONDS s. Try next:
  keep the ledger of the demo            tools/quickstart.sh --data my-ledger
  serve it                               "$bin/oppd" --data my-ledger --socket /tmp/oppd.sock
  every question and command             "$bin/oppctl" --help; "$bin/oppctl" do; schemas/LANGUAGE.md
  the auditor's tool, needs no daemon    "$bin/oppreplay" --help
  all tests                              tools/test.sh

全部成功。接下来可以：
  保留演示账本                           tools/quickstart.sh --data my-ledger
  启动服务                               "$bin/oppd" --data my-ledger --socket /tmp/oppd.sock
  查看全部查询与命令                     "$bin/oppctl" --help; "$bin/oppctl" do; schemas/LANGUAGE.md
  审计工具，不需要服务在运行             "$bin/oppreplay" --help
  运行全部测试                           tools/test.sh
NEXT
