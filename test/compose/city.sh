# Sourced by run.sh and year.sh, which name their project first: the program as a city has it, in a folder that is gone at the
# end with all that ran from it, unless KEEP=1.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
city=$(mktemp -d)
chmod 755 "$city"
: "${COMPOSE_PROJECT_NAME:?}"

end() {
  status=$?
  cd "$city"
  [[ $status = 0 ]] || docker compose ps -a || true
  [[ ${KEEP:-} = 1 ]] && echo "Kept in $city" && return
  docker compose down -v --timeout 20 >/dev/null 2>&1 || true
  cd /
  rm -rf "$city"
}
trap end EXIT

step() { printf '\n%s  %s\n' "$(date +%T)" "$*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }

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
