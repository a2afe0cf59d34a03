# shellcheck shell=bash
# shellcheck disable=SC2016 # what the machine is to expand stands in single quotes
# A Debian 13 with systemd, sshd and Podman, and what flash must do to it. Two ways to boot one: as a
# machine of namespaces (native speed), or as an emulated Arm computer (qemu-system-aarch64).

CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/badezimmer
MACHINE=""
CGROUP=""
ADDRESS=10.99.0.2
QEMU=no

test_machine() {
    local images=""
    while [ $# -gt 0 ]; do
        case $1 in
        --images) images=$(realpath "${2:?}") && shift ;;
        --qemu) QEMU=yes ;;
        *) misused "There is no option $1." ;;
        esac
        shift
    done
    [ "$(id -u)" = 0 ] || fail "A machine needs root here."
    [ -d "$images" ] || fail "Which images? --images FOLDER, with archives called gateway.tar, light-lamp.tar and so on."
    GOOD=$images BAD=$WORK/bad
    need ssh ssh-keygen debootstrap ip unshare
    ssh-keygen -q -t ed25519 -N '' -f "$WORK/key" </dev/null
    if [ "$QEMU" = yes ]; then
        need qemu-system-aarch64 mkfs.ext4
        PORT=22622 HOST=root@127.0.0.1 PATIENCE=1200
        export BADEZIMMER_ARCHITECTURE=arm64
    else
        need docker-registry skopeo
        BADEZIMMER_ARCHITECTURE=$(dpkg --print-architecture)
        export BADEZIMMER_ARCHITECTURE
        machine_root
        # Everything from here on happens in a network of its own, which ends with this process.
        if [ "${BADEZIMMER_ALONE:-}" != yes ]; then
            rm -rf "$WORK"
            BADEZIMMER_ALONE=yes exec unshare -m -n "$HERE/test-flash" machine --images "$images"
        fi
        ip link set lo up
        ip link add eth0 type veth peer name far
        ip address add $ADDRESS/24 dev eth0
        ip link set eth0 up
        ip link set far up
        ip route add default dev eth0
        PORT=22 HOST=root@$ADDRESS PATIENCE=60
    fi
    export BADEZIMMER_SSH_OPTIONS="-i $WORK/key -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o IdentitiesOnly=yes -o LogLevel=ERROR"
    machine_root
    local start=$SECONDS
    start_machine
    say "A machine with systemd, sshd and Podman, booted in $(took $start):"
    if [ "$QEMU" = no ]; then unfit_machines; fi
    first_installation
    # What takes a minute here takes an hour on an emulated processor.
    if [ "$QEMU" = no ]; then
        second_installations
        way_back
    fi
    power_cut
    removal
}

# ---- The machine ----

machine_root() {
    local arch=$BADEZIMMER_ARCHITECTURE
    local packages=systemd,systemd-sysv,dbus,udev,openssh-server,podman,crun,netavark,catatonit,iproute2,ca-certificates
    ROOT=$CACHE/machine-$arch
    [ "$QEMU" = no ] || packages=$packages,linux-image-cloud-$arch
    if [ "$(cat "$ROOT.made" 2>/dev/null)" != "$packages" ]; then
        step "Making a Debian 13 for $arch (once, some minutes)"
        rm -rf "$ROOT" "$ROOT.made"
        mkdir -p "$CACHE"
        [ "$arch" = "$(dpkg --print-architecture)" ] || emulation_on
        debootstrap --variant=minbase --arch="$arch" --include="$packages" trixie "$ROOT" >"$CACHE/machine-$arch.log" 2>&1 ||
            fail "debootstrap failed: $(tail -n 1 "$CACHE/machine-$arch.log")"
        emulation_off
        echo "$packages" >"$ROOT.made"
    fi
}

# What only this run wants in the machine, below folder $1.
personal() {
    mkdir -p "$1/root/.ssh" "$1/etc/containers"
    chmod 700 "$1/root" "$1/root/.ssh"
    cp "$WORK/key.pub" "$1/root/.ssh/authorized_keys"
    echo bathroom >"$1/etc/hostname"
    # The namespaces of a machine that has no control-group controllers to give.
    [ "$QEMU" = yes ] || printf '[containers]\npids_limit = 0\ndefault_ulimits = ["nofile=1024:1024", "nproc=4000:4000"]\n' >"$1/etc/containers/containers.conf"
}

start_machine() {
    if [ "$QEMU" = yes ]; then start_computer; else start_namespaces; fi
    local deadline=$((SECONDS + PATIENCE))
    until there true 2>/dev/null; do
        [ $SECONDS -lt $deadline ] || fail "The machine did not boot: $(tail -n 5 "$WORK/console")"
        kill -0 "$MACHINE" 2>/dev/null || fail "The machine ended: $(tail -n 5 "$WORK/console")"
        sleep 1
    done
}

start_namespaces() {
    local groups=/sys/fs/cgroup
    [ ! -d $groups/unified ] || groups=$groups/unified
    CGROUP=$groups/badezimmer-test-$$
    mkdir -p "$CGROUP/machine"
    personal "$WORK/disk/upper"
    # shellcheck disable=SC2016 # expanded by the inner shell
    unshare -m bash -c 'echo $$ >"$1/machine/cgroup.procs" && exec unshare -m -p -f -u -i -C --kill-child "$2/lib/machine-init.sh" "$3" "$4"' \
        - "$CGROUP" "$HERE" "$ROOT" "$WORK/disk" >"$WORK/console" 2>&1 &
    MACHINE=$!
}

start_computer() {
    if [ ! -f "$WORK/disk.img" ]; then
        cp -a "$ROOT" "$WORK/rootfs"
        personal "$WORK/rootfs"
        printf '[Match]\nName=eth0\n[Network]\nAddress=10.0.2.15/24\nGateway=10.0.2.2\n' >"$WORK/rootfs/etc/systemd/network/eth0.network"
        ln -s /lib/systemd/system/systemd-networkd.service "$WORK/rootfs/etc/systemd/system/multi-user.target.wants/"
        printf '/dev/vda / ext4 rw 0 1\n' >"$WORK/rootfs/etc/fstab"
        truncate -s 6G "$WORK/disk.img"
        mkfs.ext4 -q -d "$WORK/rootfs" "$WORK/disk.img"
        cp "$(find "$WORK/rootfs/boot" -name 'vmlinuz-*' | head -n 1)" "$WORK/vmlinuz"
        cp "$(find "$WORK/rootfs/boot" -name 'initrd.img-*' | head -n 1)" "$WORK/initrd"
        rm -rf "$WORK/rootfs"
    fi
    qemu-system-aarch64 -M virt -cpu cortex-a72 -smp 2 -m 2048 -display none -serial "file:$WORK/console" \
        -kernel "$WORK/vmlinuz" -initrd "$WORK/initrd" -append "root=/dev/vda rw console=ttyAMA0 net.ifnames=0" \
        -drive "file=$WORK/disk.img,format=raw,if=virtio" \
        -netdev "user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:$PORT-:22" -device virtio-net-pci,netdev=net,romfile= &
    MACHINE=$!
}

# As a power cut does it.
stop_machine() {
    [ -n "$MACHINE" ] || return 0
    kill -9 "$MACHINE" 2>/dev/null
    wait "$MACHINE" 2>/dev/null
    MACHINE=""
    [ -n "$CGROUP" ] || return 0
    local deadline=$((SECONDS + 10))
    until find "$CGROUP" -depth -type d -exec rmdir {} + 2>/dev/null || [ ! -d "$CGROUP" ] || [ $SECONDS -ge $deadline ]; do sleep 0.2; done
}

there() {
    # shellcheck disable=SC2086 # options are words
    ssh -p "$PORT" $BADEZIMMER_SSH_OPTIONS -o BatchMode=yes -o ConnectTimeout=10 "$HOST" "$@"
}

flash() { "$FLASH" "$HOST" --port "$PORT" "$@" </dev/null; }

# ---- What is tried ----

untouched() { there '[ ! -e /etc/badezimmer ] && [ ! -e /etc/containers/systemd/badezimmer ] && [ -z "$(podman images -q)" ] && [ -z "$(ls -d /var/tmp/badezimmer.* 2>/dev/null)" ]'; }

# shim NAME TEXT: for a moment the machine's NAME says TEXT.
shim() { there "printf '#!/bin/sh\necho \"%s\"\n' '$2' >/usr/local/bin/$1 && chmod +x /usr/local/bin/$1"; }
unshim() { there "rm -f /usr/local/bin/$1"; }

unfit_machines() {
    refuses "is a x86_64 machine, not a 64-bit Arm one" env BADEZIMMER_ARCHITECTURE=arm64 "$FLASH" "$HOST" --images "$GOOD"
    shim uname armv7l
    refuses "runs a 32-bit system (armv7l)" flash --images "$GOOD"
    unshim uname
    shim dpkg armhf
    refuses "64-bit kernel, but a 32-bit system" flash --images "$GOOD"
    unshim dpkg
    shim df "$(printf 'Filesystem\\n/dev/root 1 1 12 1 /var')"
    refuses "There is no room on $HOST: 12 MB free" flash --images "$GOOD"
    unshim df
    there mv /usr/bin/podman /usr/bin/podman.away
    refuses "There is no Podman on $HOST: say --install-podman" flash --images "$GOOD"
    there mv /usr/bin/podman.away /usr/bin/podman
    shim podman "podman version 4.3.1"
    refuses "Podman 4.3.1 on $HOST is too old" flash --images "$GOOD"
    unshim podman
    there systemd-run -q --unit=squatter systemd-socket-activate -l 8102 /bin/cat
    refuses "Another program on $HOST listens on port 8102" flash --images "$GOOD"
    there systemctl stop squatter 2>/dev/null
    refuses "no SSH server answers" "$FLASH" "$HOST" --port 2 --images "$GOOD"
    refuses "does not let you in" env BADEZIMMER_SSH_OPTIONS="${BADEZIMMER_SSH_OPTIONS/$WORK\/key/$WORK\/none}" "$FLASH" "$HOST" --images "$GOOD"
    refuses "may not become root" user_without_sudo
    check "a machine that was refused is untouched" untouched
    check "a dry run succeeds" prints "Nothing was changed." flash --images "$GOOD" --dry-run
    check "and changes nothing" untouched
    start_registry
    refuses "can't be reached from the Pi" flash --registry $ADDRESS:9
    refuses "does not speak HTTPS; --insecure" flash --registry $ADDRESS:5000
    refuses "The registry has no $ADDRESS:5000/badezimmer/gateway:latest" flash --registry $ADDRESS:5000 --insecure
    check "nothing is left of an installation that failed" untouched
}

user_without_sudo() {
    there 'id guest >/dev/null 2>&1 || useradd -m guest; mkdir -p /home/guest/.ssh; cp /root/.ssh/authorized_keys /home/guest/.ssh/; chown -R guest: /home/guest/.ssh'
    "$FLASH" guest@$ADDRESS --images "$GOOD"
}

start_registry() {
    mkdir -p "$WORK/registry"
    printf 'version: 0.1\nlog: {level: error}\nstorage: {filesystem: {rootdirectory: %s/registry}}\nhttp: {addr: "%s:5000"}\n' "$WORK" $ADDRESS >"$WORK/registry.yml"
    docker-registry serve "$WORK/registry.yml" >"$WORK/registry.log" 2>&1 &
    REGISTRY_PID=$!
    local tries=0
    until (exec 3<>"/dev/tcp/$ADDRESS/5000") 2>/dev/null || [ $((tries += 1)) -gt 50 ]; do sleep 0.2; done
}

# online SERVICE...: the gateway lists exactly these, ONLINE.
online() {
    local listed
    listed=$(there "exec 3<>/dev/tcp/127.0.0.1/8000; printf 'GET /devices HTTP/1.0\r\n\r\n' >&3; cat <&3" | grep -o '"category":"[A-Z_]*"\|"status":"[A-Z_]*"' | paste -sd' ')
    echo "$listed"
    [ "$(printf '%s\n' "$listed" | grep -o ONLINE_DEVICE_STATUS | wc -l)" = $# ] || return 1
    local service
    for service in "$@"; do case $listed in *"\"$(printf '%s' "$service" | tr a-z- A-Z_)\""*) ;; *) return 1 ;; esac; done
}

eventually() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@"; do
        [ $SECONDS -lt $deadline ] || return 1
        sleep 2
    done
}

first_installation() {
    local start=$SECONDS
    # The machine of namespaces reaches no package archive: its apt-get only gives Podman back.
    [ "$QEMU" = yes ] ||
        there "mv /usr/bin/podman /usr/bin/podman.away; printf '#!/bin/sh\n[ \$1 = update ] || mv /usr/bin/podman.away /usr/bin/podman\n' >/usr/local/bin/apt-get; chmod +x /usr/local/bin/apt-get"
    check "installs Podman when asked, the gateway and two devices, and prints the address" \
        prints ":8000/" flash --images "$GOOD" --devices light-lamp,toilet --install-podman --wait $((PATIENCE * 2))
    [ "$QEMU" = yes ] || unshim apt-get
    say "     it took $(took $start)"
    check "the two are ONLINE" online light-lamp toilet
    check "no file of the sending is left" there '[ -z "$(ls -d /var/tmp/badezimmer.* 2>/dev/null)" ]'
    check "the containers are read-only, on the host's network, without new privileges" there \
        'podman inspect badezimmer-light-lamp --format "{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.NetworkMode}} {{.HostConfig.SecurityOpt}} {{.EffectiveCaps}}" | tee /dev/stderr | grep -qF "true host [no-new-privileges] []"'
    check "systemd limits their memory" there 'systemctl show -p MemoryMax badezimmer-light-lamp.service | tee /dev/stderr | grep -qE "=[0-9]+$"'
    check "their logs are in memory" there 'test -s /run/badezimmer/gateway.log && podman logs badezimmer-gateway 2>&1 | grep -q .'
    check "a service that dies comes back" revived
}

revived() {
    there 'kill -9 $(podman inspect badezimmer-toilet --format "{{.State.Pid}}")'
    eventually $((PATIENCE * 2)) online light-lamp toilet
}

second_installations() {
    check "the same again is no change" prints "This very version is installed already" flash --images "$GOOD" --devices light-lamp,toilet
    check "an upgrade to all five" prints "Healthy: gateway, light-lamp, sink, toilet, fart-detector, water-leak" flash --images "$GOOD"
    check "the five are ONLINE" online light-lamp sink toilet fart-detector water-leak
    check "an upgrade to the gateway alone" flash --images "$GOOD" --gateway-only
    check "then no device is listed" eventually 5 online
    local service archive
    for service in gateway light-lamp sink; do
        archive=$(archive_of "$GOOD" $service)
        skopeo copy -q --dest-tls-verify=false "$(kind_of "$archive"):$archive" "docker://$ADDRESS:5000/badezimmer/$service:1" || return
    done
    check "from a registry" prints "Healthy: gateway, light-lamp, sink" flash --registry $ADDRESS:5000 --insecure --tag 1 --devices light-lamp,sink
    refuses "The registry has no $ADDRESS:5000/badezimmer/toilet:1" flash --registry $ADDRESS:5000 --insecure --tag 1
    check "what ran still runs" online light-lamp sink
    check "a connection lost in the middle does not matter" lost_connection
    kill "$REGISTRY_PID"
}

# The upgrade goes on over there when nobody listens any more.
lost_connection() {
    TMPDIR=$WORK "$FLASH" "$HOST" --port "$PORT" --images "$GOOD" --devices light-lamp,toilet </dev/null >"$WORK/lost" 2>&1 &
    local flashing=$! deadline=$((SECONDS + 60))
    until grep -q 'Installing on' "$WORK/lost" || [ $SECONDS -ge $deadline ]; do sleep 0.1; done
    kill -9 "$flashing"
    kill -9 $(pgrep -P "$flashing") 2>/dev/null
    wait "$flashing" 2>/dev/null
    eventually 90 online light-lamp toilet
}

# An image that starts and does nothing at all.
make_bad() {
    mkdir -p "$BAD"
    cp "$GOOD"/gateway.tar* "$GOOD"/light-lamp.tar* "$BAD/"
    there 'tar -C /usr/bin -c catatonit | podman import -q --change "ENTRYPOINT [\"/catatonit\",\"-P\"]" - localhost/bad:1 >/dev/null && podman save -q localhost/bad:1 && podman rmi localhost/bad:1 >/dev/null' >"$BAD/toilet.tar"
}

way_back() {
    make_bad
    local start=$SECONDS
    check "a version that is not healthy goes, and the old one is back" says "The old version is back, and healthy." flash --images "$BAD" --devices light-lamp,toilet --wait "$PATIENCE"
    say "     it took $(took $start)"
    check "the old devices are ONLINE" online light-lamp toilet
    check "nothing of the bad version is left" there 'ls /etc/badezimmer/releases && podman images && test "$(ls /etc/badezimmer/releases | wc -l)" -le 2 && ! podman images | grep -q "localhost/bad "'
}

power_cut() {
    stop_machine
    local start=$SECONDS
    start_machine
    check "after a power cut everything is back by itself" eventually $((PATIENCE * 2)) online light-lamp toilet
    say "     it took $(took $start) from power to ONLINE"
}

removal() {
    check "a dry run of the removal" prints "Would uninstall release" flash --uninstall --dry-run
    check "uninstalls" prints "Badezimmer is uninstalled" flash --uninstall
    check "nothing is left" there 'ls -R /etc/containers/systemd; podman ps -a; podman images; systemctl list-units --all | grep badezimmer; [ ! -e /etc/badezimmer ] && [ ! -e /etc/containers/systemd/badezimmer ] && [ -z "$(podman ps -aq)$(podman images -q)" ] && [ ! -e /run/badezimmer ] && ! systemctl list-units --all | grep -q badezimmer'
    check "a second time there is nothing to do" prints "is not installed here" flash --uninstall
    if [ "$QEMU" = no ]; then
        make_bad
        refuses "Nothing is left installed." flash --images "$BAD" --devices light-lamp,toilet --wait 15
        check "nothing is left of a first installation that failed" untouched
    fi
}
