#!/bin/sh
# finish.sh DIST JAVA_HOME: adds to a distribution folder what only a running tend can make: the
# manual pages, and an archive of the classes that a few commands load, so that later starts map
# them instead of loading them.
set -eu
dist=$1
TEND_JAVA_HOME=$2
export TEND_JAVA_HOME
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
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
YAML
rm -f "$dist/lib/tend.jsa"
TEND_JAVA_OPTIONS="-XX:ArchiveClassesAtExit=$dist/lib/tend.jsa" \
  "$dist/bin/tend" validate "$work/sample.yaml" >/dev/null 2>&1 || :
[ -s "$dist/lib/tend.jsa" ] || echo "no start-up cache was made: tend starts slower" >&2
