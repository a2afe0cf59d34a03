# shellcheck shell=bash
# A Pi that runs: looks at it, brings what it needs, lets pi.sh do the rest there.

CONNECTION=""

# One connection for everything, so that a password is asked for once.
connect() {
    need ssh tar
    SSH=(ssh -o ConnectTimeout=15 -o ServerAliveInterval=30 -o ServerAliveCountMax=20 -o ControlMaster=auto -o "ControlPath=$WORK/ssh" -o ControlPersist=120)
    [ -z "$SSH_PORT" ] || SSH+=(-p "$SSH_PORT")
    [ -z "$IDENTITY" ] || SSH+=(-i "$IDENTITY")
    # For a test or an unusual network: more of ssh's own options.
    # shellcheck disable=SC2206 # words, on purpose
    SSH+=(${BADEZIMMER_SSH_OPTIONS:-})
    [ -t 0 ] || SSH+=(-o BatchMode=yes)
    "${SSH[@]}" "$TARGET" true 2>"$WORK/refused" || fail "$(why_not_connected)"
    CONNECTION=open
    ROOT=""
    [ "$(on_pi id -u)" = 0 ] || ROOT="sudo -n"
    [ -z "$ROOT" ] || on_pi sudo -n true 2>/dev/null || fail "$TARGET may not become root without a password: log in as a user who may, or as root."
}

close_connection() {
    [ -z "$CONNECTION" ] || "${SSH[@]}" -O exit "$TARGET" 2>/dev/null
    CONNECTION=""
}

why_not_connected() {
    local said
    said=$(tr -d '\r' <"$WORK/refused")
    case $said in
    *"Could not resolve"* | *"Name or service not known"*) say "There is no host ${TARGET#*@} (is the Pi on, and on this network? Try ${TARGET#*@}.local or its address)." ;;
    *"Connection refused"*) say "${TARGET#*@} is there, but no SSH server answers." ;;
    *"timed out"* | *"No route to host"* | *"Network is unreachable"*) say "${TARGET#*@} does not answer." ;;
    *"Permission denied"*) say "$TARGET does not let you in: $(printf '%s\n' "$said" | grep 'Permission denied' | tail -n 1)" ;;
    *"verification failed"*) say "${TARGET#*@} is not the machine that ssh knows by this name, or not known yet: 'ssh $TARGET' once, and look at what it says." ;;
    *) say "ssh to $TARGET failed: $(printf '%s\n' "$said" | tail -n 1)" ;;
    esac
}

on_pi() { "${SSH[@]}" "$TARGET" "$@"; }

# Runs pi.sh there without leaving it behind.
pi_sh() { on_pi "$ROOT bash -s -- $*" <"$HERE/lib/pi.sh"; }

fact() { sed -n "s/^$1=//p" "$WORK/facts"; }

look() {
    step "Looking at $TARGET"
    pi_sh facts >"$WORK/facts" || fail "$TARGET runs no bash: is it a Raspberry Pi OS or a Debian?"
    say "  $(fact model)$([ -n "$(fact model)" ] && echo ', ')$(fact system), $(fact kernel), $(fact memory_mb) MB of memory, $(fact free_mb) MB free"
    judge
}

# Every reason why this machine will not do, in one sentence each; nothing has been changed yet.
judge() {
    local machine=aarch64 needed
    [ "$ARCHITECTURE" = arm64 ] || machine=x86_64
    case $(fact kernel) in
    "$machine") ;;
    armv6l | armv7l | armv8l) fail "$TARGET runs a 32-bit system ($(fact kernel)): write a card with 64-bit Raspberry Pi OS." ;;
    *) fail "$TARGET is a $(fact kernel) machine, not a 64-bit Arm one." ;;
    esac
    [ "$(fact packages)" != armhf ] || fail "$TARGET has a 64-bit kernel, but a 32-bit system (armhf): write a card with 64-bit Raspberry Pi OS."
    [ "$(fact packages)" = "$ARCHITECTURE" ] || fail "$TARGET runs packages for $(fact packages), not for $ARCHITECTURE: it needs 64-bit Raspberry Pi OS or Debian 13."
    [ "$(fact init)" = systemd ] || fail "$TARGET does not run systemd."
    [ "$(fact memory_mb)" -ge 400 ] || fail "$TARGET has $(fact memory_mb) MB of memory; 400 MB are needed."
    needed=$(room_needed)
    [ "$(fact free_mb)" -ge "$needed" ] || fail "There is no room on $TARGET: $(fact free_mb) MB free, $needed MB needed."
    [ -z "$(fact taken_ports)" ] || fail "Another program on $TARGET listens on port $(fact taken_ports): stop it first."
    [ "$(fact memory_limits)" = yes ] || warn "Note: $TARGET enforces no memory limits; add cgroup_enable=memory to /boot/firmware/cmdline.txt and reboot to have them."
}

# The archives, what they unpack to, and the same again beside a version that runs.
room_needed() {
    local sent
    sent=$(images_megabytes)
    if [ -n "$REGISTRY" ]; then
        echo $((150 * $(printf '%s\n' "$SERVICES" | wc -w)))
    else
        echo $((sent * 4 + 100))
    fi
}

check_podman() {
    if [ -n "$(fact podman)" ]; then
        [ "$(fact podman_will_do)" = yes ] ||
            fail "Podman $(fact podman) on $TARGET is too old: 4.4 or newer is needed, as Raspberry Pi OS has since October 2025 (Debian 13)."
        return 0
    fi
    if [ "$DRY_RUN" = yes ]; then
        say "  Podman is missing: would install it (with --install-podman, or when asked)"
        return 0
    fi
    if [ "$INSTALL_PODMAN" = no ] && ! agreed "There is no Podman on $TARGET. Install it?"; then
        fail "There is no Podman on $TARGET: say --install-podman, or install it there (apt-get install podman)."
    fi
    step "Installing Podman on $TARGET (a few minutes)"
    pi_sh install-podman >"$WORK/podman.log" 2>&1 || fail "$(tail -n 1 "$WORK/podman.log")"
}

flash_over_ssh() {
    connect
    look
    check_podman
    settings >"$WORK/settings"
    if [ "$DRY_RUN" = yes ]; then
        say "Would install: $SERVICES"
        if [ -n "$REGISTRY" ]; then say "Images: $REGISTRY/$GROUP/...:$TAG"; else say "Images: $IMAGES, $(images_megabytes) MB"; fi
        [ -z "$(fact installed)" ] || say "Would replace release $(fact installed), and bring it back if the new one is not healthy within $WAIT s."
        say "Units:"
        bash "$HERE/lib/pi.sh" units "$WORK/settings" | sed 's/^/  /'
        say "Nothing was changed."
        return
    fi
    local start=$SECONDS stage
    stage=$(on_pi "$ROOT mktemp -d /var/tmp/badezimmer.XXXXXX") || fail "$TARGET has no room in /var/tmp."
    on_pi "$ROOT mkdir $stage/images && $ROOT tee $stage/settings >/dev/null" <"$WORK/settings" || fail "$TARGET takes no files."
    on_pi "$ROOT tee $stage/pi.sh >/dev/null" <"$HERE/lib/pi.sh" || fail "$TARGET takes no files."
    if [ -z "$REGISTRY" ]; then send_images "$stage"; fi
    step "Installing on $TARGET"
    if ! on_pi "$ROOT bash $stage/pi.sh install $stage" 2>"$WORK/why"; then
        on_pi "$ROOT rm -rf $stage" 2>/dev/null
        fail "$(grep -v '^$' "$WORK/why" | sed '2,$s/^/  /')"
    fi
    step "Done in $(took $start)."
    announce
}

send_images() {
    local service archive begun number=0 total
    total=$(printf '%s\n' "$SERVICES" | wc -w)
    for service in $SERVICES; do
        archive=$(archive_of "$IMAGES" "$service")
        number=$((number + 1))
        begun=$SECONDS
        if ! sending "$archive" | on_pi "$ROOT tee $1/images/${archive##*/} >/dev/null" 2>"$WORK/why"; then
            on_pi "$ROOT rm -rf $1" 2>/dev/null
            fail "$service could not be sent: $(tail -n 1 "$WORK/why")"
        fi
        step "  sent $service, $(megabytes "$(file_bytes "$archive")") MB, $(took $begun) ($number of $total)"
    done
}

sending() {
    if [ -t 2 ]; then dd if="$1" bs=1M status=progress; else cat "$1"; fi
}

announce() {
    local address
    say "The bathroom is at:"
    for address in $(fact addresses | tr ' ' '\n' | grep -v '^127\.' | head -n 3) ; do say "  http://$address:8000/"; done
    say "For a monitor: /q/health/ready. Logs: sudo podman logs badezimmer-gateway."
}

uninstall_over_ssh() {
    connect
    if [ "$DRY_RUN" = yes ]; then
        pi_sh facts >"$WORK/facts"
        if [ -n "$(fact installed)" ]; then say "Would uninstall release $(fact installed). Nothing was changed."; else say "Badezimmer is not installed there."; fi
        return
    fi
    pi_sh uninstall 2>"$WORK/why" || fail "$(tail -n 1 "$WORK/why")"
}
