# Sourced by the scripts here: podman as this machine lets it run, in a store of its own that is
# thrown away, so that nothing of the user's is seen, changed or left behind.
# shellcheck shell=bash

# As root the script that is running starts again, with its arguments, where it sees no second kind of control
# group (some kernels and sandboxes mount both, which crun refuses) and none of what podman keeps for all stores.
containers_enter() {
    [ -z "${CONTAINERS_ENTERED-}" ] || return 0
    export CONTAINERS_ENTERED=yes
    if [ "$(id -u)" = 0 ] && unshare -m true 2>/dev/null; then
        # shellcheck disable=SC2016 # expanded by the inner shell
        exec unshare -m sh -c '
            [ ! -d /sys/fs/cgroup/unified ] || umount -l /sys/fs/cgroup/unified
            for folder in /run/containers/networks /run/libpod /run/netns /dev/shm; do
                mkdir -p $folder && mount -t tmpfs tmpfs $folder
            done
            exec "$@"' sh "$BASH" "$0" "$@"
    fi
}

# Runs a command where its networks and processes are nobody else's, and end with it, as far as this user may.
containers_alone() {
    if [ "$(id -u)" = 0 ] && unshare -n -p -f --mount-proc true 2>/dev/null; then
        # shellcheck disable=SC2016 # expanded by the inner shell
        unshare -n -p -f --mount-proc --kill-child "$BASH" -c 'ip link set lo up && "$@"' alone "$@"
    else
        "$@"
    fi
}

# Points podman at a store and settings below directory $1, and at $2 (HOST:PORT) as a registry without TLS.
containers_prepare() {
    [ -z "${CONTAINERS_PREPARED-}" ] || return 0
    mkdir -p "$1/networks"
    cat >"$1/containers.conf" <<END
[containers]
default_ulimits = ["nofile=1024:1024", "nproc=4000:4000"]
log_driver = "k8s-file"
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
image_default_format = "docker"
[network]
network_config_dir = "$1/networks"
END
    cat >"$1/storage.conf" <<END
[storage]
driver = "overlay"
graphroot = "$1/store"
runroot = "$1/run"
END
    {
        echo 'unqualified-search-registries = []'
        [ -z "${2-}" ] || printf '[[registry]]\nlocation = "%s"\ninsecure = true\n' "$2"
    } >"$1/registries.conf"
    export CONTAINERS_CONF=$1/containers.conf CONTAINERS_STORAGE_CONF=$1/storage.conf
    export CONTAINERS_REGISTRIES_CONF=$1/registries.conf CONTAINERS_PREPARED=$1
}

# Removes everything that podman made below directory $1.
containers_discard() {
    [ "${CONTAINERS_PREPARED-}" = "$1" ] || return 0
    podman rm -af -t 0 >/dev/null 2>&1 || true
    podman network prune -f >/dev/null 2>&1 || true
    umount -l "$1/store/overlay" 2>/dev/null || true
}
