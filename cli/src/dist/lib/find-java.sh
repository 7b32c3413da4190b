# shellcheck shell=sh
# Sourced by bin/tend, ./tend and ./mvnw: finds a Java that can run tend, without starting one.
#
# find_java MINIMUM PROGRAM   sets JAVA_HOME to a home with bin/PROGRAM and at least that version,
#                             or explains on stderr what is missing and returns 3.
#
# It also sets java_version to the major version of that home. Processes cost time: it starts as few as it can.
#
# Order: TEND_JAVA_HOME (taken as an order), JAVA_HOME, `java` on PATH, then the usual places,
# the newest first. The version is read from the home's `release` file: starting a JVM to ask
# would cost as much as the command itself.

# Sets java_version to the major version of a home; 1 where it can't be told.
read_java_version() {
  [ -r "$1/release" ] || return 1
  while IFS= read -r release_line; do
    case $release_line in
      JAVA_VERSION=*)
        java_version=${release_line#*\"}
        java_version=${java_version#1.}
        java_version=${java_version%%[!0-9]*}
        [ -n "$java_version" ]
        return
        ;;
    esac
  done <"$1/release"
  return 1
}

java_fits() {
  [ -n "$1" ] && [ -x "$1/bin/$3" ] || return 1
  read_java_version "$1" || return 1
  [ "$java_version" -ge "$2" ]
}

find_java() {
  if [ -n "${TEND_JAVA_HOME:-}" ]; then
    if java_fits "$TEND_JAVA_HOME" "$1" "$2"; then
      JAVA_HOME=$TEND_JAVA_HOME
      return 0
    fi
    printf 'tend: TEND_JAVA_HOME=%s holds no %s of version %s or newer\n' "$TEND_JAVA_HOME" "$2" "$1" >&2
    return 3
  fi
  if java_fits "${JAVA_HOME:-}" "$1" "$2"; then
    return 0
  fi
  path_java=$(command -v java 2>/dev/null) || path_java=
  if [ -n "$path_java" ]; then
    path_home=$(readlink -f "$path_java" 2>/dev/null) || path_home=$path_java
    path_home=${path_home%/bin/java}
    if java_fits "$path_home" "$1" "$2"; then
      JAVA_HOME=$path_home
      return 0
    fi
  fi
  best_home=''
  best_version=0
  for candidate in \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /usr/local/openjdk* /usr/local/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
    "${HOME:-/nonexistent}"/.local/share/mise/installs/java/*; do
    if java_fits "$candidate" "$1" "$2"; then
      if [ "$java_version" -gt "$best_version" ]; then
        best_home=$candidate best_version=$java_version
      fi
    fi
  done
  if [ -n "$best_home" ]; then
    JAVA_HOME=$best_home java_version=$best_version
    return 0
  fi
  printf 'tend: no Java %s or newer (with bin/%s) was found.\n' "$1" "$2" >&2
  printf '  Looked at TEND_JAVA_HOME, JAVA_HOME, PATH and the usual folders, /usr/lib/jvm among them.\n' >&2
  printf '  Install one (Debian: apt-get install openjdk-21-jdk-headless; macOS: brew install openjdk),\n' >&2
  printf '  or name one: TEND_JAVA_HOME=/path/to/jdk\n' >&2
  return 3
}
