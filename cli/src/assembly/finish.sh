#!/bin/sh
# finish.sh DIST JAVA_HOME: adds to a distribution folder what only a running tend can make: the
# manual pages, and an archive of the classes that everyday commands load, so that later starts map
# them instead of loading them.
set -eu
dist=$1
TEND_JAVA_HOME=$2
export TEND_JAVA_HOME
work=$(mktemp -d)
trap '"$dist/bin/tend" sandbox down >/dev/null 2>&1 || :; rm -rf "$work"' EXIT
XDG_STATE_HOME=$work/state XDG_CACHE_HOME=$work/cache
export XDG_STATE_HOME XDG_CACHE_HOME

"$dist/bin/tend" man "$dist/share/man/man1"

cat >"$work/sample.yaml" <<'YAML'
apiVersion: v1
kind: ConfigMap
metadata:
  name: sample
data:
  key: value
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: sample
spec:
  selector:
    matchLabels:
      app: sample
  template:
    metadata:
      labels:
        app: sample
    spec:
      containers:
      - name: sample
        image: sample:1
YAML

# traced NAME ARGUMENT...: runs tend, and notes the classes that it loads.
traced() {
  name=$1
  shift
  TEND_JAVA_OPTIONS="-XX:DumpLoadedClassList=$work/$name.classes" \
    "$dist/bin/tend" "$@" >/dev/null 2>&1 </dev/null || :
}
rm -f "$dist/lib/tend.jsa"
traced validate validate "$work/sample.yaml"
traced serve sandbox up --foreground --pace 10ms &
tries=0
until "$dist/bin/tend" sandbox kubeconfig >/dev/null 2>&1 || [ "$tries" -eq 60 ]; do
  tries=$((tries + 1))
  sleep 0.5
done
traced caller render "$work/sample.yaml"
TEND_WARM=off
export TEND_WARM
traced render render "$work/sample.yaml"
traced version version
traced apply apply --sandbox "$work/sample.yaml"
traced diff diff --sandbox "$work/sample.yaml"
traced status rollout status --sandbox deploy/sample
"$dist/bin/tend" sandbox down >/dev/null 2>&1 || :
wait

# Ids are numbers within one list only.
sed 's/ id: .*//' "$work"/*.classes | sort -u >"$work/all"
# With the launcher's options: an archive made with others is used by halves.
"$TEND_JAVA_HOME/bin/java" -Xshare:dump -XX:+UseSerialGC -Xlog:disable -Xlog:all=off \
  --enable-native-access=ALL-UNNAMED \
  -XX:SharedClassListFile="$work/all" -XX:SharedArchiveFile="$dist/lib/tend.jsa" \
  -cp "$dist/lib/tend-cli.jar" >/dev/null 2>&1 || :
[ -s "$dist/lib/tend.jsa" ] || echo "no start-up cache was made: tend starts slower" >&2
