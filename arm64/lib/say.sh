# shellcheck shell=bash
# How every script of this folder speaks: plain sentences, errors on standard error.

ME=${0##*/}

say() { printf '%s\n' "$*"; }
step() { printf '%s  %s\n' "$(date +%H:%M:%S)" "$*"; }
warn() { printf '%s: %s\n' "$ME" "$*" >&2; }

# A wish that can't be granted: one sentence, exit status 1.
fail() {
    warn "$@"
    exit 1
}

# A wish that was not understood: one sentence, exit status 2.
misused() {
    warn "$*"
    warn "Usage: $ME --help"
    exit 2
}

has() { command -v "$1" >/dev/null 2>&1; }

# need TOOL PACKAGE...: names every tool that is missing, at once.
need() {
    local missing="" tool
    for tool in "$@"; do
        has "$tool" || missing="$missing $tool"
    done
    [ -z "$missing" ] || fail "Missing here:$missing. On Debian: apt-get install$(packages_of "$missing")"
}

packages_of() {
    local tool
    for tool in $1; do
        case $tool in
        mcopy | mdir | mtype | mdeltree | mattrib | mmd | mdel) printf ' mtools' ;;
        ssh) printf ' openssh-client' ;;
        lsblk | findmnt | blockdev) printf ' util-linux' ;;
        sha256sum | timeout) printf ' coreutils' ;;
        qemu-aarch64-static) printf ' qemu-user-static' ;;
        qemu-system-aarch64) printf ' qemu-system-arm' ;;
        mkfs.ext4) printf ' e2fsprogs' ;;
        mkfs.vfat) printf ' dosfstools' ;;
        *) printf ' %s' "$tool" ;;
        esac
    done | tr ' ' '\n' | awk 'NF && !seen[$0]++ { printf " %s", $0 }'
}

# Asks on the terminal; without one the answer is no.
agreed() {
    local answer
    [ "${YES:-no}" = yes ] && return 0
    [ -t 0 ] || return 1
    printf '%s [y/N] ' "$1"
    read -r answer
    case $answer in y | Y | yes) return 0 ;; *) return 1 ;; esac
}

megabytes() { echo $((($1 + 1048575) / 1048576)); }

size_of() {
    local bytes
    bytes=$(file_bytes "$1")
    if [ "$bytes" -lt 1048576 ]; then echo "$(((bytes + 1023) / 1024)) KB"; else echo "$(megabytes "$bytes") MB"; fi
}

file_bytes() { wc -c <"$1" | tr -d ' '; }

# took SECONDS_AT_START
took() { echo "$((SECONDS - $1)) s"; }
