# shellcheck shell=sh
# Sourced by ./badezimmer: looking for inputs that break what reads strangers' bytes, with Jazzer.

# Prints module, class and method of every fuzz test, a line each.
fuzz_tests() {
    (cd "$root" && grep -rl '@FuzzTest' proto/src/test gateway/src/test) | sort | while IFS= read -r file; do
        class=${file##*/src/test/java/}
        sed -n '/@FuzzTest/{n;s/^ *void \([A-Za-z]*\)(.*/\1/p;}' "$root/$file" | while IFS= read -r method; do
            say "${file%%/*} $(say "${class%.java}" | tr / .) $method"
        done
    done
}

# Runs every fuzz test, $1 minutes together; ends with what each has reached.
fuzz() {
    minutes=${1-5}
    if ! is_number "$minutes" || [ "$minutes" -lt 1 ] || [ $# -gt 1 ]; then
        fail "fuzz takes a number of minutes, not '$*'."
    fi
    find_jdk || leave 1
    mkdir -p "$run/log"
    trap 'leave 130' INT TERM HUP
    fuzz_tests >"$run/fuzz-tests"
    each=$((minutes * 60 / $(wc -l <"$run/fuzz-tests")))
    : >"$run/fuzz-reached"
    : >"$run/fuzz-begun"
    found=''
    say "Fuzzing $(wc -l <"$run/fuzz-tests" | tr -d ' ') tests, $each s each ..."
    while read -r module class method <&3; do
        fuzz_one "$module" "$class" "$method" "$each"
    done 3<"$run/fuzz-tests"
    say ''
    aligned 'FUZZ TEST' EXECUTIONS FOUND <"$run/fuzz-reached"
    [ -n "$found" ] || exit 0
    say ''
    say "What was found is a regression test from now on:"
    find "$root/proto/src/test/resources" "$root/gateway/src/test/resources" -type f -newer "$run/fuzz-begun" | sed 's/^/  /'
    exit 1
}

fuzz_one() {
    name=${2##*.}.$3
    log=$run/log/fuzz-$name.log
    : >"$log"
    # Jazzer takes every connection for a finding; the tests connect to themselves.
    JAZZER_FUZZ=1 JAZZER_MAX_DURATION=${4}s \
        JAZZER_DISABLED_HOOKS=com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery \
        "$root/mvnw" -f "$root/pom.xml" -B -ntp -pl "$1" -am test -Dspotless.check.skip=true -Dsurefire.excludedGroups= \
        "-Dtest=$2#$3" -Dsurefire.failIfNoSpecifiedTests=false >"$log" 2>&1 </dev/null &
    build=$!
    while [ -n "$(command_line "$build")" ]; do
        progress "  $name: $(reached)"
        nap
    done
    progress
    wait "$build"
    status=$?
    build=''
    result=nothing
    if grep -q 'FuzzTestFinding' "$log"; then
        result='an input that breaks it'
        found=yes
        sed -n '/FuzzTestFindingException/{s/.*Exception: *//;N;s/\n/ /;s/^ *//p;q;}' "$log" | cut -c 1-200 | sed 's/^/    /'
    elif [ $status != 0 ]; then
        result='not run'
        found=yes
        tail -n 15 "$log" | sed 's/^/    /' >&2
    fi
    say "  $name: $(reached)"
    printf '%s\t%s\t%s\n' "$name" "$(executions)" "$result" >>"$run/fuzz-reached"
}

executions() { sed -n 's/^#\([0-9]*\)\t.*/\1/p' "$log" | tail -n 1; }

# What the fuzzer said last: executions, coverage, the inputs that it keeps, executions a second.
reached() {
    sed -n 's/^#\([0-9]*\)\t.* cov: \([0-9]*\) .* corp: \([0-9]*\).* exec\/s: \([0-9]*\) .*/\1 executions, \4 a second, \2 branches, \3 inputs/p' "$log" |
        tail -n 1 | grep . || say "building"
}
