#!/usr/bin/env bash
# The half of `flash` that runs on the Pi, as root: looks at the machine, installs, upgrades with a
# way back, uninstalls. Needs nothing but what Debian always has, systemd and Podman.
#
#   pi.sh facts                 what this machine is, one key=value a line
#   pi.sh install STAGE         STAGE/settings, STAGE/images/*.tar* or a registry
#   pi.sh first-boot STAGE      the same on a new card: waits for Podman, then installs
#   pi.sh install-podman        from the system's packages
#   pi.sh uninstall             leaves Podman and nothing else
#   pi.sh units SETTINGS        prints the units that an installation would write
#
# A release is a folder of units below /etc/badezimmer/releases; one symbolic link, replaced
# atomically, says which of them systemd sees. Images are named by their content, so that an older
# release always finds its own.
set -u
export LC_ALL=C

HOME_DIR=/etc/badezimmer
LIVE=/etc/containers/systemd/badezimmer
LOGS=/run/badezimmer
FIRST_BOOT=/etc/systemd/system/badezimmer-first-boot.service
GATEWAY_PORT=8000
LOCAL=localhost/badezimmer-installed
PODMAN_NEEDED=4.4

say() { printf '%s\n' "$*" || :; }
fail() {
    printf '%s\n' "$*" >&2 || :
    exit 1
}

# ---- What this machine is ----

facts() {
    echo "kernel=$(uname -m)"
    echo "packages=$(dpkg --print-architecture 2>/dev/null || echo unknown)"
    # shellcheck disable=SC1091 # every Debian has it
    echo "system=$(. /etc/os-release && printf '%s' "${PRETTY_NAME:-unknown}")"
    echo "model=$({ tr -d '\0' </proc/device-tree/model; } 2>/dev/null)"
    echo "memory_mb=$(awk '/^MemTotal/ { print int($2 / 1024) }' /proc/meminfo)"
    echo "free_mb=$(df -Pm /var | awk 'NR == 2 { print $4 }')"
    echo "init=$(cat /proc/1/comm)"
    echo "podman=$(podman_version)"
    echo "podman_will_do=$(version_at_least "$(podman_version)" $PODMAN_NEEDED && echo yes)"
    echo "memory_limits=$(grep -qw memory /sys/fs/cgroup/cgroup.controllers 2>/dev/null && echo yes || echo no)"
    echo "installed=$(current)"
    echo "taken_ports=$(taken_ports)"
    echo "addresses=$(addresses)"
}

podman_version() { podman --version 2>/dev/null | awk '{ print $3 }'; }

addresses() { hostname -I 2>/dev/null | tr ' ' '\n' | grep -F . | tr '\n' ' ' | sed 's/ *$//'; }

# Ports of ours that somebody else listens on; none while Badezimmer itself is installed.
taken_ports() {
    [ -z "$(current)" ] || return 0
    local port
    for port in $GATEWAY_PORT 8101 8102 8103 8104 8105; do
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && printf '%s ' "$port"
    done | sed 's/ $//'
}

current() { basename "$(readlink "$LIVE" 2>/dev/null)" 2>/dev/null; }

version_at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# ---- Settings: SERVICES, REGISTRY, GROUP, TAG, INSECURE, WAIT, ARCHITECTURE, DIGESTS ----

read_settings() {
    SERVICES="" REGISTRY="" GROUP=badezimmer TAG=latest INSECURE=no WAIT=60 ARCHITECTURE=arm64 DIGESTS=""
    local key value
    while IFS='=' read -r key value; do
        case $key in
        SERVICES | REGISTRY | GROUP | TAG | INSECURE | WAIT | ARCHITECTURE | DIGESTS) printf -v "$key" '%s' "$value" ;;
        esac
    done <"$1"
    [ -n "$SERVICES" ] || fail "The settings name no service."
}

# ---- Images ----

# bring SERVICE: loads or pulls its image and prints its id.
bring() {
    local archive name said
    for archive in "$STAGE/images/$1".tar "$STAGE/images/$1".tar.gz "$STAGE/images/$1".tar.zst; do
        [ -f "$archive" ] || continue
        said=$(podman load -q -i "$archive" 2>&1) || fail "The archive of $1 can't be loaded: $(printf '%s\n' "$said" | head -n 1 | sed 's/^Error: //')"
        name=$(printf '%s\n' "$said" | sed -n 's/^Loaded image\(([^)]*)\)\{0,1\}: //p' | tail -n 1)
        check_image "$1" "$name"
        return
    done
    [ -n "$REGISTRY" ] || fail "There is no image of $1: neither an archive nor a registry."
    name=$(name_in_registry "$1")
    local verify=true
    [ "$INSECURE" = yes ] && verify=false
    said=$(podman pull -q --tls-verify=$verify --arch "$ARCHITECTURE" "$name" 2>&1) || fail "$(refusal "$name" "$said")"
    check_image "$1" "$name"
}

# The image of service $1 by its digest, where the release knows it: a tag may name something else by now.
name_in_registry() {
    local one
    for one in $DIGESTS; do
        case $one in
        "$1@sha256:"*)
            echo "$REGISTRY/$GROUP/$one"
            return
            ;;
        esac
    done
    echo "$REGISTRY/$GROUP/$1:$TAG"
}

check_image() {
    local built
    built=$(podman image inspect --format '{{.Architecture}}' "$2" 2>/dev/null) || fail "The archive of $1 holds no image."
    if [ "$built" != "$ARCHITECTURE" ]; then
        podman rmi "$2" >/dev/null 2>&1
        fail "The image of $1 was built for $built, not for $ARCHITECTURE."
    fi
    podman image inspect --format '{{.Id}}' "$2"
}

last_line() { printf '%s\n' "$1" | tail -n 1 | sed 's/^Error: //; s/.*level=[a-z]* msg=//'; }

# A registry's no, as a sentence.
refusal() {
    case $2 in
    *unauthorized* | *denied* | *"authentication required"*) say "The registry refuses $1: log in on the Pi with 'sudo podman login ${REGISTRY%%/*}', or make the image public." ;;
    *"HTTP response to HTTPS client"* | *"first record does not look like a TLS handshake"*) say "The registry ${REGISTRY%%/*} does not speak HTTPS; --insecure takes it all the same." ;;
    *"manifest unknown"* | *"name unknown"* | *"not found"*) say "The registry has no $1." ;;
    *"no image found in"*architecture* | *"no image found in manifest list"*) say "$1 is in the registry, but not for $ARCHITECTURE." ;;
    *"no such host"* | *"connection refused"* | *"i/o timeout"* | *"no route to host"*) say "The registry ${REGISTRY%%/*} can't be reached from the Pi." ;;
    *"no space left"*) say "There is no room on the Pi for $1." ;;
    *) say "The image $1 can't be pulled: $(last_line "$2")" ;;
    esac
}

# A JVM wants more memory than a native binary.
memory_of() {
    local service=$1 image=$2 command
    command=$(podman image inspect --format '{{.Config.Entrypoint}} {{.Config.Cmd}}' "$image" 2>/dev/null)
    case $service:$command in
    gateway:*java*) echo 384M ;;
    *:*java*) echo 224M ;;
    gateway:*) echo 160M ;;
    *) echo 80M ;;
    esac
}

# ---- Units ----

# unit SERVICE IMAGE MEMORY. The logs are in memory and bounded, to spare the SD card; the limit is
# the service's, not the container's, because a Pi without cgroup_enable=memory refuses the latter.
unit() {
    cat <<END
# Written by Badezimmer's flash; the next flash writes it anew.
[Unit]
Description=Badezimmer: $(printf '%s' "$1" | tr - ' ')
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=0

[Container]
Image=$2
Pull=never
ContainerName=badezimmer-$1
Network=host
ReadOnly=true
NoNewPrivileges=true
DropCapability=all
LogDriver=k8s-file
PodmanArgs=--log-opt=path=$LOGS/$1.log --log-opt=max-size=1mb --stop-timeout=10

[Service]
Restart=always
RestartSec=3
TimeoutStartSec=120
TimeoutStopSec=20
MemoryMax=$3
MemorySwapMax=0
RuntimeDirectory=badezimmer
RuntimeDirectoryPreserve=yes

[Install]
WantedBy=multi-user.target
END
}

units() {
    read_settings "$1"
    local service
    for service in $SERVICES; do
        say "# badezimmer-$service.container"
        [ -z "$REGISTRY" ] || say "# from $(name_in_registry "$service")"
        unit "$service" "$LOCAL/$service:<its content>" "$([ "$service" = gateway ] && echo 160M || echo 80M)"
        say
    done
}

services_of() { (cd "$1" 2>/dev/null && for file in badezimmer-*.container; do [ -f "$file" ] && echo "${file%.container}.service"; done); }

# switch_to RELEASE: stops what runs, shows systemd the other release, starts it.
switch_to() {
    local running
    running=$(services_of "$LIVE/")
    # shellcheck disable=SC2086 # names of services have no blanks
    [ -z "$running" ] || systemctl stop $running
    if [ -n "$1" ]; then
        ln -sfn "$HOME_DIR/releases/$1" "$LIVE.new" && mv -T "$LIVE.new" "$LIVE"
    else
        rm -f "$LIVE"
    fi
    systemctl daemon-reload
    # shellcheck disable=SC2046,SC2086
    [ -z "$running" ] || systemctl reset-failed $running 2>/dev/null
    [ -z "$1" ] || start_release
}

start_release() {
    # shellcheck disable=SC2046 # names of services have no blanks
    systemctl start --no-block $(services_of "$LIVE/")
}

# ---- Is it well? ----

get() {
    local line
    {
        exec 3<>"/dev/tcp/127.0.0.1/$GATEWAY_PORT" || return 1
        printf 'GET %s HTTP/1.0\r\nHost: localhost\r\nAccept: application/json\r\n\r\n' "$1" >&3
        read -r -t 5 line <&3 || line=""
        timeout 5 cat <&3
        exec 3<&- 3>&-
    } 2>/dev/null
    case $line in *" 200 "*) return 0 ;; *) return 1 ;; esac
}

# What is not well yet, as words; nothing when all is.
not_well() {
    local service devices mine category address
    get /q/health/ready >/dev/null || {
        echo "the gateway does not answer"
        return
    }
    devices=$(get /devices | sed 's/{"id":/\n&/g')
    mine=$(for address in 127.0.0.1 $(addresses); do printf '"%s"\n' "$address"; done)
    for service in $SERVICES; do
        [ "$service" = gateway ] && continue
        category=$(printf '%s' "$service" | tr a-z- A-Z_)
        printf '%s\n' "$devices" | grep -F "\"category\":\"$category\"" | grep -F '"status":"ONLINE_DEVICE_STATUS"' |
            grep -qF "$mine" || echo "$service is not ONLINE"
    done
}

# Waits until all is well; prints progress once in five seconds.
wait_until_well() {
    local start=$SECONDS missing shown=0
    while :; do
        missing=$(not_well | paste -sd, | sed 's/,/, /g')
        [ -n "$missing" ] || return 0
        [ $((SECONDS - start)) -lt "$1" ] || break
        if [ $((SECONDS - start)) -ge $((shown + 5)) ]; then
            shown=$((SECONDS - start))
            say "  $shown s: $missing"
        fi
        sleep 1
    done
    MISSING=$missing
    return 1
}

last_words() {
    local service
    for service in $SERVICES; do
        case $1 in *"$service is not"* | *"the $service does not"*) ;; *) continue ;; esac
        say "  The last words of $service:"
        { tail -n 8 "$LOGS/$service.log" 2>/dev/null | cut -d' ' -f4- ||
            journalctl -q -n 5 -o cat -u "badezimmer-$service.service"; } | sed 's/^/    /'
    done
}

# ---- Install, upgrade, and the way back ----

install() {
    STAGE=$1
    read_settings "$STAGE/settings"
    [ "$(id -u)" = 0 ] || fail "This needs root."
    exec 9>/run/badezimmer.lock
    flock -n 9 || fail "Another flash is busy on this machine."
    version_at_least "$(podman_version)" $PODMAN_NEEDED || fail "Podman $PODMAN_NEEDED or newer is needed here."
    # A lost connection or an impatient Ctrl-C must not stop this half way.
    trap '' HUP PIPE INT
    OLD=$(current) NEW="" SWITCHED=no BROUGHT=""
    trap clean_up EXIT
    trap 'exit 143' TERM

    make_release
    if [ "$NEW" = "$OLD" ]; then
        say "This very version is installed already; looking whether it is well."
        start_release
        wait_until_well "$WAIT" || {
            last_words "$MISSING"
            NEW=""
            fail "It is installed, but not healthy within $WAIT s: $MISSING."
        }
        NEW=""
    else
        if [ -n "$OLD" ]; then say "Replacing release $OLD by $NEW."; else say "Starting release $NEW."; fi
        SWITCHED=yes
        switch_to "$NEW"
        wait_until_well "$WAIT" || {
            last_words "$MISSING"
            if [ -n "$OLD" ]; then
                fail "The new version was not healthy within $WAIT s: $MISSING."
            fi
            fail "It was not healthy within $WAIT s: $MISSING. Nothing is left installed."
        }
        SWITCHED=no NEW=""
        forget_older "$OLD"
    fi
    sync
    say "Healthy: $(printf '%s' "$SERVICES" | sed 's/ /, /g')."
}

# Writes the release's folder under a name made of its content.
make_release() {
    local service id draft name
    mkdir -p "$HOME_DIR/releases" "${LIVE%/*}"
    draft=$(mktemp -d "$HOME_DIR/releases/.draft.XXXXXX") || fail "$HOME_DIR can't be written."
    DRAFT=$draft
    for service in $SERVICES; do
        id=$(bring "$service") || exit 1
        [ -n "$id" ] || fail "The image of $service has no id."
        podman image exists "$LOCAL/$service:${id:0:12}" || {
            podman tag "$id" "$LOCAL/$service:${id:0:12}" || fail "The image of $service can't be named."
            BROUGHT="$BROUGHT $LOCAL/$service:${id:0:12}"
        }
        # From here on the content's name is the only one: a tag that moves changes nothing here.
        podman image inspect --format '{{join .RepoTags "\n"}}' "$id" | grep -v "^$LOCAL/" | while read -r name; do
            podman untag "$id" "$name"
        done
        unit "$service" "$LOCAL/$service:${id:0:12}" "$(memory_of "$service" "$id")" >"$draft/badezimmer-$service.container" ||
            fail "There is no room to write $HOME_DIR."
        say "  $service: image ${id:0:12}, at most $(memory_of "$service" "$id") of memory"
    done
    NEW=$(cat "$draft"/*.container | sha256sum | cut -c1-12)
    if [ -d "$HOME_DIR/releases/$NEW" ]; then
        rm -rf "$draft"
    else
        chmod 755 "$draft"
        mv "$draft" "$HOME_DIR/releases/$NEW" || fail "$HOME_DIR can't be written."
    fi
    DRAFT=""
    sync
}

# At the end of an installation, however it ends: what is not confirmed is undone.
clean_up() {
    local status=$? image
    trap '' TERM
    [ -z "${DRAFT:-}" ] || rm -rf "$DRAFT"
    if [ "$SWITCHED" = yes ]; then
        switch_to "$OLD"
        if [ -n "$OLD" ]; then
            SERVICES=$(services_of "$LIVE/" | sed 's/^badezimmer-//; s/\.service$//' | paste -sd' ')
            if wait_until_well "$WAIT"; then
                printf '%s\n' "The old version is back, and healthy." >&2
            else
                printf '%s\n' "The old version is back, but not healthy: $MISSING." >&2
            fi
        fi
    fi
    if [ -n "$NEW" ] && [ "$NEW" != "$OLD" ]; then
        rm -rf "$HOME_DIR/releases/$NEW"
        for image in $BROUGHT; do podman rmi -f "$image" >/dev/null 2>&1; done
        podman image prune -f >/dev/null 2>&1
    fi
    if [ -z "$OLD" ] && [ $status -ne 0 ] && [ -z "$(current)" ]; then
        rm -rf "$HOME_DIR" "$LOGS"
        rmdir "${LIVE%/*}" 2>/dev/null
    fi
    [ -z "${STAGE:-}" ] || [ "${KEEP_STAGE:-no}" = yes ] || rm -rf "$STAGE"
    exit $status
}

# Keeps the release that runs and the one before it, with their images.
forget_older() {
    local release image
    for release in "$HOME_DIR"/releases/*; do
        case ${release##*/} in "$(current)" | "$1") ;; *) rm -rf "$release" ;; esac
    done
    podman images --format '{{.Repository}}:{{.Tag}}' | grep "^$LOCAL/" | while read -r image; do
        grep -qrF "Image=$image" "$HOME_DIR/releases" || podman rmi "$image"
    done >/dev/null 2>&1
    podman image prune -f >/dev/null 2>&1
}

uninstall() {
    [ "$(id -u)" = 0 ] || fail "This needs root."
    if [ -z "$(current)" ] && [ ! -d "$HOME_DIR" ] && [ ! -f "$FIRST_BOOT" ]; then
        say "Badezimmer is not installed here."
        return
    fi
    exec 9>/run/badezimmer.lock
    flock -n 9 || fail "Another flash is busy on this machine."
    switch_to ""
    if [ -f "$FIRST_BOOT" ]; then
        systemctl disable -q "${FIRST_BOOT##*/}"
        rm -f "$FIRST_BOOT"
        systemctl daemon-reload
    fi
    local image
    podman images --format '{{.Repository}}:{{.Tag}}' | grep -E "^$LOCAL/" | while read -r image; do podman rmi -f "$image" >/dev/null; done
    podman image prune -f >/dev/null
    rm -rf "$HOME_DIR" "$LOGS" "$LIVE.new" /run/badezimmer.lock
    say "Badezimmer is uninstalled: services, images, logs and settings are gone. Podman stays."
}

install_podman() {
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    if ! apt-get update -q || ! apt-get install -q -y --no-install-recommends podman crun netavark >/var/log/badezimmer-podman.log 2>&1; then
        fail "Podman can't be installed: $(tail -n 1 /var/log/badezimmer-podman.log 2>/dev/null)"
    fi
    rm -f /var/log/badezimmer-podman.log
}

# A new card: Podman may be missing and the network slow; systemd tries this again until it succeeds.
first_boot() {
    if [ -n "$(current)" ]; then
        say "Badezimmer is installed already."
        return
    fi
    if ! command -v podman >/dev/null; then
        say "Installing Podman."
        install_podman
    fi
    KEEP_STAGE=yes
    install "$1"
}

case ${1:-} in
facts) facts ;;
install) install "$2" ;;
first-boot) first_boot "$2" ;;
uninstall) uninstall ;;
install-podman) install_podman ;;
units) units "$2" ;;
*) fail "pi.sh: facts | install STAGE | first-boot STAGE | uninstall | units SETTINGS" ;;
esac
