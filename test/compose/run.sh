#!/usr/bin/env bash
# Runs docker-compose.yml for real, as its head says to: sets a service up, starts it, looks at what is open and to whom, then
# kills each part twice (its process, which Docker itself must mend; its container, which an operator starts again) and sees
# the movement go on after each. With the real images, or with those of stand-ins.sh. It leaves nothing, unless KEEP=1.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
city=$(mktemp -d)
chmod 755 "$city"
export COMPOSE_PROJECT_NAME=thidua-run COMPOSE_PROFILES=dev THIDUA_PLAN=mau-2026-2030 THIDUA_UI=127.0.0.1:18233
ui=http://$THIDUA_UI
mails=http://127.0.0.1:8025/api/v1/messages
parts='postgres temporal temporal-ui mail thidua'
patience=240

end() {
  status=$?
  [[ $status = 0 ]] || docker compose ps -a || true
  [[ ${KEEP:-} = 1 ]] && echo "Kept in $city" && return
  docker compose down -v --timeout 20 >/dev/null 2>&1 || true
  rm -rf "$city"
}
trap end EXIT

step() { printf '\n%s  %s\n' "$(date +%T)" "$*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }
# until_true WHAT COMMAND…: waits until the command succeeds.
until_true() {
  local what=$1 end=$((SECONDS + patience))
  shift
  until "$@" >/dev/null 2>&1; do
    [[ $SECONDS -lt $end ]] || fail "$what"
    sleep 1
  done
}
container() { docker compose ps -aq "$1"; }
health() { docker inspect -f '{{.State.Health.Status}}' "$(container "$1")"; }
is_healthy() { [[ $(health "$1") = healthy ]]; }
all_healthy() {
  local each
  for each in $parts; do until_true "$each is healthy again" is_healthy "$each"; done
}

# The movement goes on: a message to the campaign is taken by its workflow, and its refusal stands in the records, once.
sent=0
refused() { docker compose exec -T thidua thidua status | grep -q "không nhận $1\$"; }
send() {
  docker compose run --rm --no-deps -T --entrypoint temporal temporal-namespace workflow signal \
    --workflow-id "campaign/$THIDUA_PLAN/2026" --name signOff --input '{}'
}
goes_on() {
  until_true 'the server takes a message' send
  sent=$((sent + 1))
  until_true "refusal $sent stands in the records" refused "$sent"
  echo "goes on: message $sent was answered"
}

step 'The program as a city has it, and the one line before the first start'
(cd "$root" && git ls-files -co --exclude-standard | tar -c --ignore-failed-read -T -) | tar -x -C "$city"
cd "$city"
(
  umask 022
  mkdir -m 700 .secrets && openssl rand -hex 24 >.secrets/database-password &&
    openssl genpkey -algorithm ed25519 >.secrets/portal-key.pem &&
    echo 'smtp://mail:1025' >.secrets/smtp-url && echo 'MAIL_FROM=Thi đua <thi-dua@thi-dua.lan>' >.env
)

step 'The image'
docker compose build -q thidua
[[ $(docker run --rm --entrypoint id thidua:0.1.0 -u) = 1000 ]] || fail 'the image runs as root'

step 'The set-up: a sample whose people are then declared real'
THIDUA_USER=$(id -u):$(id -g) docker compose run --rm setup --sample people --plan $THIDUA_PLAN
sed -i 's/,có\(\r\?\)$/,\1/; s/@cantho.example/@thi-dua.lan/' people/*.csv
docker compose run --rm -T setup people --yes --plan $THIDUA_PLAN | tail -2

step 'The start'
docker compose up -d --quiet-pull 2>&1 | tail -1
all_healthy
docker compose logs --no-log-prefix thidua
goes_on

step 'What is open, and to whom'
open=$(ss -ltnpH | grep docker-proxy | awk '{print $4}' | sort | xargs)
[[ $open = "127.0.0.1:18233 127.0.0.1:8025" ]] || fail "listening: $open"
curl -fsS "$ui/api/v1/namespaces/default/workflows/movement%2F$THIDUA_PLAN" | grep -q RUNNING || fail 'the pages show no movement'
[[ $(curl -s -o /dev/null -w '%{http_code}' -X POST "$ui/api/v1/namespaces/default/workflows/movement%2F$THIDUA_PLAN/terminate") = 200 ]] &&
  fail 'the pages can terminate the movement'
password=$(cat .secrets/database-password)
for part in $parts; do
  docker inspect "$(container "$part")" | grep -q "$password" && fail "$part shows the password"
done
docker compose exec -T thidua touch /app/x 2>/dev/null && fail 'the program could change itself'
echo "listening: $open"

for part in $parts; do
  step "kill -9 of $part: Docker mends it"
  started=$(docker inspect -f '{{.State.StartedAt}}' "$(container "$part")")
  kill -9 "$(docker inspect -f '{{.State.Pid}}' "$(container "$part")")"
  is_new() { [[ $(docker inspect -f '{{.State.StartedAt}}' "$(container "$part")") != "$started" ]]; }
  until_true "$part is started again" is_new
  all_healthy
  goes_on

  step "docker kill of $part: docker compose up mends it"
  docker kill "$(container "$part")" >/dev/null
  docker compose up -d >/dev/null 2>&1
  all_healthy
  goes_on
done

step 'All at once'
docker kill $(docker compose ps -q) >/dev/null
docker compose up -d >/dev/null 2>&1
all_healthy
goes_on

step 'The mails'
ids=$(curl -fsS "$mails?limit=500" | grep -o '"MessageID":"[^"]*"' | sort)
[[ -n $ids && -z $(uniq -d <<<"$ids") ]] || fail 'a mail came twice, or none'
echo "$(wc -l <<<"$ids") mails, none twice"
step "Done: the movement went on after each of $sent looks"
