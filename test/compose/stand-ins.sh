#!/usr/bin/env bash
# Builds local stand-ins, under the same names, of the images that docker-compose.yml takes, for a machine that can't pull them:
# a Debian made by debootstrap, Node and npm of this machine, Debian's PostgreSQL, and Temporal's server, tools and pages and
# Mailpit built by Go at the versions that the names say. As root on Debian 12, with Go, Node and a running dockerd:
#
#   apt-get install -y docker.io debootstrap
#   go install github.com/docker/compose/v2/cmd@v2.33.1
#   install -D ~/go/bin/cmd ~/.docker/cli-plugins/docker-compose
#
# What differs from the real images: PostgreSQL is Debian's 15; entry points are our own, and take only the variables that
# docker-compose.yml sets; Mailpit has no web page; all stand on Debian, not on Alpine.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=${THIDUA_STAND_INS:-${XDG_CACHE_HOME:-$HOME/.cache}/thidua/stand-ins}
mkdir -p "$work/bin"

images=$(MAIL_FROM=a@b.invalid docker compose -f "$here/../../docker-compose.yml" --profile '*' config --images)
image() { grep -m1 "^$1:" <<<"$images"; }
version() { sed -E 's/^[^:]*:v?([0-9.]+).*/\1/' <<<"$(image "$1")"; }

# built NAME MODULE@VERSION: a program, built once.
built() {
  [[ -x $work/bin/$1 ]] && return
  echo "Go builds $2"
  mkdir -p "$work/go"
  GOBIN=$work/go CGO_ENABLED=0 nice go install "$2"
  mv "$work/go/"* "$work/bin/$1"
}
server=$(version temporalio/server)
cli=$(sed -E 's/.*-cli-([0-9.]+)$/\1/' <<<"$(image temporalio/admin-tools)")
built temporal-server "go.temporal.io/server/cmd/server@v$server"
built temporal-sql-tool "go.temporal.io/server/cmd/tools/sql@v$server"
built temporal "github.com/temporalio/cli/cmd/temporal@v$cli"
built ui-server "github.com/temporalio/ui-server/v2/cmd/server@v$(version temporalio/ui)"
built mailpit "github.com/axllent/mailpit@v$(version axllent/mailpit)"

# What the images hold beside Debian's packages and those programs.
rm -rf "$work/context"
mkdir -p "$work/context/node"
module() { go mod download -json "$1" | sed -n 's/.*"Dir": "\(.*\)".*/\1/p'; }
cp -r "$work/bin" "$here/stand-ins/"* "$work/context"
cp -r "$(module "go.temporal.io/server@v$server")/schema/postgresql" "$work/context/schema"
cp "$(module "github.com/temporalio/ui-server/v2@v$(version temporalio/ui)")/config/docker.yaml" "$work/context/ui.yaml"
chmod -R u+w "$work/context"
cp "$(readlink -f "$(command -v node)")" "$work/context/node/node"
cp -r "$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")" "$work/context/node/npm"
# A machine behind a proxy of its own trusts its certificates.
cp /etc/ssl/certs/ca-certificates.crt "$work/context/node/ca-certificates.crt"

if ! docker image inspect thidua-stand-in/debian:bookworm >/dev/null 2>&1; then
  rm -rf "$work/debian"
  nice debootstrap --variant=minbase --include=ca-certificates,libstdc++6 bookworm "$work/debian"
  tar -C "$work/debian" -c . | docker import - thidua-stand-in/debian:bookworm
  rm -rf "$work/debian"
fi

for name in postgres temporalio/admin-tools temporalio/server temporalio/ui axllent/mailpit; do
  docker build -q --target "${name#*/}" -t "$(image $name)" "$work/context"
done
docker build -q --target node -t "$(sed -n 's/^FROM \(node:[^ ]*\)$/\1/p' "$here/../../worker/Dockerfile")" "$work/context"
