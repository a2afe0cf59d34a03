# shellcheck shell=bash
# An emulator of 64-bit Arm that knows multicast: QEMU before version 10 has no IP_MULTICAST_IF, and
# discovery can't work on it. Where this machine's is older, Debian 13's is brought once: one file.

EMULATOR_CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/badezimmer/qemu-aarch64

# Sets EMULATOR to the path of a static qemu-aarch64 that will do.
find_emulator() {
    local candidate
    for candidate in "${BADEZIMMER_QEMU:-}" "$(command -v qemu-aarch64-static)" "$(command -v qemu-aarch64)" "$EMULATOR_CACHE"; do
        new_enough "$candidate" && EMULATOR=$candidate && return 0
    done
    bring_emulator
    new_enough "$EMULATOR_CACHE" || fail "To run Arm programs that use multicast, QEMU 10 or newer is needed (Debian 13: apt-get install qemu-user); BADEZIMMER_QEMU names one."
    EMULATOR=$EMULATOR_CACHE
}

new_enough() {
    [ -n "$1" ] && [ -x "$1" ] || return 1
    local version
    version=$("$1" --version 2>/dev/null | sed -n 's/^qemu-aarch64 version \([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge 10 ]
}

bring_emulator() {
    local work
    step "Bringing QEMU 10 for 64-bit Arm from Debian 13 (once)"
    mkdir -p "${EMULATOR_CACHE%/*}"
    work=$(mktemp -d "${TMPDIR:-/tmp}/badezimmer-qemu.XXXXXX") || return
    if PATH=$PATH:/usr/sbin has debootstrap; then
        PATH=$PATH:/usr/sbin debootstrap --variant=minbase --download-only --include=qemu-user trixie "$work/debs" >/dev/null 2>&1 &&
            dpkg-deb -x "$work"/debs/var/cache/apt/archives/qemu-user_*.deb "$work/qemu" &&
            cp "$work/qemu/usr/bin/qemu-aarch64" "$EMULATOR_CACHE"
    elif has docker || has podman; then
        "$(command -v docker || command -v podman)" run --rm docker.io/library/debian:trixie sh -c \
            'apt-get update -qq && apt-get install -y -qq --no-install-recommends qemu-user >&2 && cat /usr/bin/qemu-aarch64' >"$work/qemu" 2>/dev/null &&
            cp "$work/qemu" "$EMULATOR_CACHE" && chmod +x "$EMULATOR_CACHE"
    fi
    rm -rf "$work"
}

BINFMT=/proc/sys/fs/binfmt_misc
FORMAT=""

# From here on the kernel runs Arm programs by EMULATOR, whatever it did before; needs root.
emulation_on() {
    [ "$(id -u)" = 0 ] || fail "This machine is a $(uname -m): to run Arm programs by emulation, be root."
    find_emulator
    [ -e "$BINFMT/register" ] || mount -t binfmt_misc binfmt_misc "$BINFMT" || fail "This kernel runs no foreign programs (binfmt_misc)."
    local ff='\xff' any='\x00' zeros
    zeros="$any$any$any$any$any$any$any$any$any"
    printf '%s' ":badezimmer-$$:M::\\x7fELF\\x02\\x01\\x01$zeros\\x02\\x00\\xb7\\x00:$ff$ff$ff$ff$ff$ff$ff$any$ff$ff$ff$ff$ff$ff$ff$ff\\xfe$ff$ff$ff:$EMULATOR:OCF" >"$BINFMT/register" ||
        fail "Emulation of Arm could not be switched on."
    FORMAT=badezimmer-$$
}

emulation_off() {
    [ -z "$FORMAT" ] || echo -1 >"$BINFMT/$FORMAT"
    FORMAT=""
}
