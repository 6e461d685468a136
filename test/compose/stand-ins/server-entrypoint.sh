#!/bin/sh
# As the image of Temporal's server begins: writes its configuration from the environment, then serves. Only PostgreSQL, and
# only what docker-compose.yml sets.
set -eu
store() {
  cat <<YAML
    $1:
      sql:
        pluginName: $DB
        databaseName: $2
        connectAddr: "$POSTGRES_SEEDS:$DB_PORT"
        connectProtocol: tcp
        user: "$POSTGRES_USER"
        password: "$POSTGRES_PWD"
        maxConns: 20
        maxIdleConns: 20
        maxConnLifetime: 1h
YAML
}
service() {
  cat <<YAML
  $1:
    rpc: { grpcPort: $2, membershipPort: $3, bindOnIP: "$BIND_ON_IP"${4:-} }
YAML
}
cat >/etc/temporal/config/docker.yaml <<YAML
log: { stdout: true, level: $LOG_LEVEL }
persistence:
  numHistoryShards: $NUM_HISTORY_SHARDS
  defaultStore: default
  visibilityStore: visibility
  datastores:
$(store default temporal)
$(store visibility temporal_visibility)
global:
  membership: { maxJoinDuration: 30s, broadcastAddress: "$TEMPORAL_BROADCAST_ADDRESS" }
services:
$(service frontend 7233 6933 ", httpPort: 7243")
$(service matching 7235 6935)
$(service history 7234 6934)
$(service worker 7239 6939)
clusterMetadata:
  enableGlobalNamespace: false
  failoverVersionIncrement: 10
  masterClusterName: active
  currentClusterName: active
  clusterInformation:
    active: { enabled: true, initialFailoverVersion: 1, rpcName: frontend, rpcAddress: "127.0.0.1:7233", httpAddress: "127.0.0.1:7243" }
dcRedirectionPolicy: { policy: noop }
publicClient: { hostPort: "127.0.0.1:7233" }
dynamicConfigClient: { filepath: $DYNAMIC_CONFIG_FILE_PATH, pollInterval: 60s }
YAML
unset POSTGRES_PWD
exec temporal-server --env docker start
