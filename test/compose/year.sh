#!/usr/bin/env bash
# One whole year in a trial on docker-compose.yml, by commands alone, each act signed, a container killed before each act; see
# year.ts. With the real images, or with those of stand-ins.sh. It leaves nothing, unless KEEP=1.
export COMPOSE_PROJECT_NAME=thidua-year THIDUA_UI=127.0.0.1:18233
# shellcheck source=city.sh
source "$(dirname "$0")/city.sh"
printf 'COMPOSE_PROFILES=dev\nTHIDUA_TRIAL=yes\n' >>.env

step 'The year'
(cd "$root" && THIDUA_CITY=$city npx vitest run --config test/compose/vitest.config.ts)
step 'Done'
