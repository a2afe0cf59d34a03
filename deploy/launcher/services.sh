# shellcheck shell=sh
# Sourced by ./badezimmer: the services as processes, gateway, light-lamp, light-lamp-2, ...; and what they answer.

# The modules below devices/ that are a device: those with settings of their own.
known_devices() {
    (cd "$root/devices" && for settings in */src/main/resources/application.properties; do say "${settings%%/*}"; done) |
        grep -vx -e runtime -e swarm | paste -s -d ' ' -
}

# The option by which a gateway takes from one address what a swarm has to say; nothing without a swarm.
allowance() {
    [ -z "$swarm" ] || say -Dbadezimmer.registry.max-devices-per-source=16384
}

# Says so if a swarm needs more sockets than a process may have here: two a device, and some.
check_descriptors() {
    [ -n "$swarm" ] || return 0
    # shellcheck disable=SC3045 # dash, ash, bash, ksh and zsh have it
    allowed=$(ulimit -H -n)
    [ "$allowed" = unlimited ] || [ "$allowed" -ge $((swarm * 2 + 500)) ] ||
        fail "swarm=$swarm needs $((swarm * 2 + 500)) open files a process; here it may have $allowed (ulimit -H -n)."
}

module_of() {
    case $1 in
        gateway) say gateway ;;
        *-[0-9] | *-[0-9][0-9]) say "devices/${1%-*}" ;;
        *) say "devices/$1" ;;
    esac
}

app_of() { say "$root/$(module_of "$1")/target/quarkus-app"; }

command_line() {
    if [ -d /proc/self ]; then
        { tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null
    else
        ps -ww -o args= -p "$1" 2>/dev/null
    fi
}

# Prints the pid of service $1 if it runs. A pid file may have outlived its process and the number
# may be another program's by now: the command line says whether it is ours.
pid_of() {
    [ -s "$run/$1.pid" ] || return 1
    read -r recorded_pid <"$run/$1.pid"
    case "$(command_line "$recorded_pid") " in
        *"-Dlaunched.as=$run/$1 "*) say "$recorded_pid" ;;
        *) return 1 ;;
    esac
}

recorded() {
    for file in "$run"/*.pid; do
        [ ! -e "$file" ] || basename "$file" .pid
    done
}

running() {
    for name in $(recorded); do
        if pid_of "$name" >/dev/null; then say "$name"; fi
    done
}

# Sends SIGTERM to the services named, so that they say goodbye; waits $patience seconds at most, then insists.
stop() {
    for name in "$@"; do
        if pid=$(pid_of "$name"); then kill -TERM "$pid" 2>/dev/null; fi
    done
    deadline=$(($(seconds) + patience))
    for name in "$@"; do
        while pid=$(pid_of "$name"); do
            if [ "$(seconds)" -ge "$deadline" ]; then
                warn "$name (process $pid) did not stop within $patience s and is killed."
                kill -KILL "$pid" 2>/dev/null
            fi
            progress "  waiting until $name has stopped"
            nap
        done
        progress
        rm -f "$run/$name.pid" "$run/$name.url"
    done
}

# Becomes the Java of service $1, with the options that follow; to be called in a subshell. It writes its own log, since
# it can turn the file over when it is full; what the JVM says is appended to the same file.
java() {
    name=$1
    shift
    compiler=-XX:TieredStopAtLevel=1 generations=-Xms16m
    case $name in
        # The gateway has much to do: code compiled at the highest level does it twice as fast.
        gateway) heap=$((96 + ${swarm:-0} / 32))m generations=-Xmn24m compiler=-XX:+TieredCompilation ;;
        swarm) heap=$((48 + ${swarm:-0} / 16))m ;;
        *) heap=32m ;;
    esac
    # Generations: see gateway/pom.xml, where images are told the same.
    cd "$root" && exec "$JAVA_HOME/bin/java" "-Dlaunched.as=$run/$name" "$generations" "-Xmx$heap" \
        -XX:+UseSerialGC "$compiler" -Dquarkus.log.console.enabled=false -Dquarkus.log.file.enabled=true \
        "-Dquarkus.log.file.path=$run/log/$name.log" "-Dquarkus.log.file.rotation.max-file-size=$log_size" \
        -Dquarkus.log.file.rotation.max-backup-index=1 -Dquarkus.log.file.rotation.rotate-on-boot=false "$@" -jar "$(app_of "$name")/quarkus-run.jar"
}

# Starts service $1 with the Java options that follow.
start() {
    if has_cache "$1"; then set -- "$@" "-XX:AOTCache=$(app_of "$1")/app.aot"; fi
    rm -f "$run/log/$1.log.1" "$run/$1.url"
    : >"$run/log/$1.log"
    (
        [ -z "$detach" ] || trap '' HUP
        java "$@"
    ) >>"$run/log/$1.log" 2>&1 </dev/null &
    echo $! >"$run/$1.pid"
    started="$started $1"
}

# Whether service $1, a child of this shell, has ended: its process is gone, or has no command line any more.
has_ended() {
    read -r child <"$run/$1.pid"
    ! kill -0 "$child" 2>/dev/null || [ -z "$(command_line "$child")" ]
}

# Ends everything if a service failed. One that was asked to leave (SIGTERM) may go.
check_alive() {
    for member in $started; do
        if has_ended "$member"; then
            read -r child <"$run/$member.pid"
            wait "$child"
            status=$?
            rm -f "$run/$member.pid" "$run/$member.url"
            started=$(say "$started" | tr ' ' '\n' | grep -vx "$member" | paste -s -d ' ' -)
            progress
            if [ "$member" != gateway ] && { [ $status = 0 ] || [ $status = 143 ]; }; then
                say "$member has stopped."
                continue
            fi
            warn "$member ended with status $status. The last lines of .run/log/$member.log:"
            tail -n 15 "$run/log/$member.log" | sed 's/^/    /' >&2
            fail "Everything else is stopped too."
        fi
    done
}

# Prints what GET $1 answers; fails unless the answer is a success.
fetch() {
    if command -v curl >/dev/null 2>&1; then
        curl -fs --noproxy '*' --max-time 5 "$1" 2>/dev/null
    elif command -v wget >/dev/null 2>&1; then
        http_proxy='' wget -q -T 5 -O - "$1" 2>/dev/null
    else
        cat >"$run/Fetch.java" <<'END'
class Fetch {
    public static void main(String[] url) throws Exception {
        try (var in = java.net.URI.create(url[0]).toURL().openConnection(java.net.Proxy.NO_PROXY).getInputStream()) {
            in.transferTo(System.out);
        }
    }
}
END
        "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 "$run/Fetch.java" "$1" 2>/dev/null
    fi
}

# Where service $1 answers, as it wrote it down. (Its log can't tell: peers choose the names that are written there.)
url_of() {
    if [ -s "$run/$1.url" ]; then cat "$run/$1.url"; fi
}

is_ready() {
    url=$(url_of "$1")
    [ -n "$url" ] && fetch "$url/q/health/ready" >/dev/null
}

# Prints which limit keeps devices off the list of the gateway at $1, and the setting; nothing if none does.
limit_of() {
    fetch "$1/q/health/ready" | sed -n 's/^ *"limit": "\([^"\\]*\)",*$/\1/p'
}

# Prints id, status and address of each device that the gateway at $1 lists, tab-separated and with control characters
# escaped, since peers choose these words. With --until-online COUNT URL ... it waits before that until COUNT devices are
# ONLINE, among them those at the URLs, and says on standard error which it waits for. To be called in a subshell.
listed() {
    set -- -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx96m -jar "$(app_of gateway)/quarkus-run.jar" --devices "$@"
    if has_cache gateway; then set -- "-XX:AOTCache=$(app_of gateway)/app.aot" "$@"; fi
    exec "$JAVA_HOME/bin/java" "$@" </dev/null
}

# Tab-separated lines of standard input as a table under the headings given.
aligned() {
    { [ $# = 0 ] || printf '%s\t%s\t%s\n' "$@"; cat; } | awk -F '\t' '
        { for (i = 1; i <= 3; i++) { cell[NR, i] = $i; if (length($i) > width[i]) width[i] = length($i) } }
        END {
            for (r = 1; r <= NR; r++) {
                line = sprintf("  %-" width[1] "s  %-" width[2] "s  %s", cell[r, 1], cell[r, 2], cell[r, 3])
                sub(/ +$/, "", line)
                print line
            }
        }'
}
