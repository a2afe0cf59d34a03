#!/usr/bin/env bash
# Boots the Debian in folder $1, with everything that it writes kept in folder $2, as the first
# process of new namespaces (mount, process, host name, IPC, control group). Used by test-flash.
set -eu

lower=$1 disk=$2 root=$2/root
mkdir -p "$root" "$disk/upper" "$disk/work" "$disk/containers"
mount --make-rprivate /
mount -t overlay overlay -o "lowerdir=$lower,upperdir=$disk/upper,workdir=$disk/work" "$root"
mkdir -p "$root/var/lib/containers"
# Podman puts overlays of its own there, and an overlay upon an overlay will not do.
mount --bind "$disk/containers" "$root/var/lib/containers"
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
mount -t tmpfs -o mode=755 tmpfs "$root/run"
mount -t tmpfs tmpfs "$root/tmp"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for node in null zero full random urandom tty; do
    : >"$root/dev/$node"
    mount --bind "/dev/$node" "$root/dev/$node"
done
mkdir -p "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
mount -t tmpfs tmpfs "$root/dev/shm"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
hostname bathroom
cd "$root"
mkdir -p "$root/.before"
pivot_root . .before
umount -l /.before
exec env -i container=namespaces PATH=/usr/sbin:/usr/bin:/sbin:/bin /sbin/init --log-target=console --show-status=false
