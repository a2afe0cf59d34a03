# shellcheck shell=sh
# Sourced by ./badezimmer: packaging what is missing or old, and the cache that makes starts quick.

# Whether the packaged app of module $1 is missing or older than something that it is made of.
is_stale() {
    jar=$root/$1/target/quarkus-app/quarkus-run.jar
    # Not a program to be shipped: its class path is what Maven writes last.
    [ "$1" != deploy/bench ] || jar=$root/$1/target/class-path
    [ -s "$jar" ] || return 0
    set -- "$root/pom.xml" "$root/proto/pom.xml" "$root/proto/src" "$root/$1/pom.xml" "$root/$1/src"
    case $4 in
        */devices/swarm/*) set -- "$@" "$root"/devices/*/pom.xml "$root"/devices/*/src "$root/devices/pom.xml" ;;
        */devices/*) set -- "$@" "$root/devices/pom.xml" "$root/devices/runtime/pom.xml" "$root/devices/runtime/src" ;;
        */deploy/bench/*) set -- "$@" "$root/gateway/pom.xml" "$root/gateway/src" ;;
    esac
    [ -n "$(find "$@" \( -path '*/src/test' -o -name node_modules -o -name dist -o -name gen -o -name test-results \) -prune \
        -o -type f -newer "$jar" -print 2>/dev/null)" ]
}

# Packages those of the modules $* that need it, showing what Maven is at and for how long.
package() {
    stale=''
    for module in "$@"; do
        if is_stale "$module"; then stale=$stale,$module; fi
    done
    stale=${stale#,}
    [ -n "$stale" ] || return 0
    if [ -n "$no_build" ]; then
        fail "Not built, or older than their sources: $stale. Leave out --no-build to have them built."
    fi
    begun=$(seconds)
    log=$run/log/build.log
    say "Building $(say "$stale" | tr ',' ' ') (Maven's output: .run/log/build.log; a first build takes some minutes)"
    : >"$log"
    "$root/mvnw" -f "$root/pom.xml" -B -pl "$stale" -am package -Dmaven.test.skip=true -Dspotless.check.skip=true \
        >>"$log" 2>&1 </dev/null &
    build=$!
    shown=''
    while [ -n "$(command_line "$build")" ]; do
        step=$(sed -n 's/^\[INFO\] Building \(.*[^ ]\) [0-9][^ ]* *\[\([0-9]*\/[0-9]*\)\]$/\2 \1/p' "$log" | tail -n 1)
        if [ -t 1 ]; then
            files=$(grep -c '^\[INFO\] Downloaded' "$log")
            progress "  ${step:-preparing}, $(($(seconds) - begun)) s$([ "$files" = 0 ] || say ", $files files downloaded")"
        elif [ "$step" != "$shown" ]; then
            say "  $step, $(($(seconds) - begun)) s"
            shown=$step
        fi
        nap
    done
    progress
    if ! wait "$build"; then
        build=''
        grep '^\[ERROR\]\|^[^[]' "$log" | head -n 20 | sed 's/^/    /' >&2
        fail "The build failed; all of Maven's output is in .run/log/build.log."
    fi
    build=''
    say "Built in $(($(seconds) - begun)) s."
}

# Whether the app of service $1 has the JVM's ahead-of-time cache, made since it was packaged.
has_cache() {
    app=$(app_of "$1")
    [ -n "$(find "$app/app.aot" -newer "$app/quarkus-run.jar" 2>/dev/null)" ]
}

# Runs each app once, heard by nobody, and has the JVM keep what it loaded: that halves every later start.
# What goes wrong here is left for the real start to tell.
rehearse() {
    missing=''
    for name in "$@"; do
        has_cache "$name" || missing="$missing $name"
    done
    [ -n "$missing" ] || return 0
    begun=$(seconds)
    say "Rehearsing once, so that later starts are quick ..."
    aside="-Dquarkus.http.port=0 -Dbadezimmer.discovery.port=$((20000 + $$ % 20000))"
    [ ! -d /sys/class/net/lo ] || aside="$aside -Dbadezimmer.discovery.interfaces=lo"
    for name in $missing; do
        # shellcheck disable=SC2086 # options without blanks
        start "$name" -XX:AOTMode=record "-XX:AOTConfiguration=$(app_of "$name")/app.aotconf" $aside
    done
    for name in $missing; do
        until is_ready "$name" || has_ended "$name" || [ $(($(seconds) - begun)) -gt 60 ]; do
            progress "  waiting for $name, $(($(seconds) - begun)) s"
            nap
        done
    done
    patience=300
    # shellcheck disable=SC2086 # names of services have no blanks
    stop $started
    patience=10
    started=''
    for name in $missing; do
        keep_loaded "$name"
    done
    progress
    say "Rehearsed in $(($(seconds) - begun)) s."
}

# Makes the cache of service $1 from what its rehearsal recorded.
keep_loaded() {
    app=$(app_of "$1")
    [ -s "$app/app.aotconf" ] || return 0
    java "$1" -XX:AOTMode=create "-XX:AOTConfiguration=$app/app.aotconf" "-XX:AOTCache=$app/app.aot" >>"$run/log/build.log" 2>&1 </dev/null &
    build=$!
    while [ -n "$(command_line "$build")" ]; do
        progress "  keeping what $1 loaded, $(($(seconds) - begun)) s"
        nap
    done
    wait "$build"
    build=''
    rm -f "$app/app.aotconf"
}
