# shellcheck shell=sh
# Sourced by ./badezimmer: the benchmarks, of programs that were packaged as for any other use.

bench() {
    detach='' no_build='' devices='fart-detector light-lamp sink toilet water-leak'
    find_jdk || leave 1
    others=$(running | paste -s -d ' ' -)
    [ -z "$others" ] || fail "Already running, and in the way of a measurement: $others. ./badezimmer down stops it."
    mkdir -p "$run/log" "$run/bench" || leave 1
    trap 'leave 130' INT TERM HUP
    modules=gateway
    for device in $devices; do modules="$modules devices/$device"; done
    # shellcheck disable=SC2086 # a list of modules
    package $modules devices/swarm deploy/bench
    # shellcheck disable=SC2086 # names of services have no blanks
    rehearse gateway $devices
    "$JAVA_HOME/bin/java" -Xmx512m --sun-misc-unsafe-memory-access=allow "-Dbadezimmer.root=$root" \
        -cp "$root/deploy/bench/target/classes:$(cat "$root/deploy/bench/target/class-path")" \
        badezimmer.bench.Bench --out "$run/bench" "$@" </dev/null &
    build=$!
    wait "$build"
    leave $?
}
