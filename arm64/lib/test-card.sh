# shellcheck shell=bash
# Cards made of files. cloud-init's own schema judges the user-data where cloud-init is installed.

SECRET='pass "phrase" of \ths'

test_card() {
    need mcopy mmd mkfs.vfat sfdisk ssh-keygen
    ssh-keygen -q -t ed25519 -N '' -f "$WORK/key" </dev/null
    mkdir "$WORK/images" "$WORK/boot"
    local service
    for service in gateway $ALL_DEVICES; do head -c 300000 /dev/urandom >"$WORK/images/$service.tar"; done
    pi_boot_files
    say "Cards:"
    dry_run
    partitioned_image
    bare_fat
    released
    bad_cards
    mounted_folder
    bad_wishes
    questions
}

pi_boot_files() {
    cd "$WORK/boot" || exit 1
    printf 'arm_64bit=1\n' >config.txt
    printf 'console=tty1 root=PARTUUID=1-02 rootwait ds=nocloud;i=rpi-imager-1\r\n' >cmdline.txt
    printf '#cloud-config\n' >user-data
    printf 'instance-id: rpios-image\n' >meta-data
    : >network-config
    : >kernel8.img
    cd "$HERE" || exit 1
}


new_fat() {
    rm -f "$1"
    truncate -s "$2M" "$1" && mkfs.vfat "$1" >/dev/null && mcopy -i "$1" "$WORK"/boot/* ::
}

new_image() {
    new_fat "$WORK/part" 40
    rm -f "$1"
    truncate -s 60M "$1"
    printf '8192,,c\n' | sfdisk -q "$1"
    dd if="$WORK/part" of="$1" bs=512 seek=8192 conv=notrunc status=none
}

card() { BADEZIMMER_WIFI_PASSWORD=$SECRET "$FLASH" --ssh-key "$WORK/key.pub" --card "$@"; }
with_images() { card "$@" --images "$WORK/images"; }

dry_run() {
    new_image "$WORK/disk"
    local before
    before=$(cksum <"$WORK/disk")
    check "a dry run says what it would write" prints "Nothing was written." with_images "$WORK/disk" --wifi 'The "Loo"' --country DE --dry-run
    check "a dry run writes nothing" test "$before" = "$(cksum <"$WORK/disk")"
    check "a dry run shows no passphrase" secret_unseen with_images "$WORK/disk" --wifi loo --country DE --dry-run
    refuses "say --yes" with_images "$WORK/disk" --wifi none
    check "a card is not written without a yes" test "$before" = "$(cksum <"$WORK/disk")"
}

secret_unseen() { ! "$@" 2>&1 </dev/null | grep -qF 'phrase'; }

on_disk() { mtype -i "$WORK/disk@@4194304" "::$1"; }

partitioned_image() {
    check "writes the first partition of a card's image" secret_unseen with_images "$WORK/disk" --wifi 'The "Loo"' --country DE --yes --devices toilet,sink --hostname loo
    on_disk user-data >"$WORK/user-data"
    on_disk network-config >"$WORK/network-config"
    check "the user-data has the host name and the key" grep -qF "$(cut -d' ' -f2 "$WORK/key.pub")" "$WORK/user-data"
    if has cloud-init; then
        check "cloud-init accepts the user-data" cloud-init schema --config-file "$WORK/user-data"
        check "cloud-init would not accept other user-data" says "" cloud-init schema --config-file "$WORK/network-config"
    else
        say "  cloud-init is not installed here: its schema was not asked (apt-get install cloud-init)"
    fi
    check "the network's name and passphrase are there, quoted" grep -qF 'password: "pass \"phrase\" of \\ths"' "$WORK/network-config"
    check "the kernel's line allows memory limits and names the country" test "$(on_disk cmdline.txt)" = \
        "console=tty1 root=PARTUUID=1-02 rootwait ds=nocloud cgroup_enable=memory cfg80211.ieee80211_regdom=DE"
    check "the images of the chosen services are there, whole" same_images gateway toilet sink
    check "and no others" says "" on_disk badezimmer/images/light-lamp.tar
    check "the original user-data is kept" test "$(on_disk user-data.original)" = '#cloud-config'
    check "writing again changes what was chosen" with_images "$WORK/disk" --wifi none --yes --devices light-lamp
    check "what is no longer chosen is gone" says "" on_disk badezimmer/images/toilet.tar
}

same_images() {
    local service
    for service in "$@"; do on_disk "badezimmer/images/$service.tar" | cmp - "$WORK/images/$service.tar" || return 1; done
}

bare_fat() {
    new_fat "$WORK/fat" 40
    check "writes a bare FAT image, for a registry" card "$WORK/fat" --registry registry.example:5000 --tag 1.2 --wifi none --yes --gateway-only
    check "the settings name the registry and the gateway alone" test "$(mtype -i "$WORK/fat" ::badezimmer/settings | head -n 4 | tr '\n' ' ')" = \
        "SERVICES=gateway REGISTRY=registry.example:5000 GROUP=badezimmer TAG=1.2 "
}

# A release's bundle pulls by digest, and asks cosign first where it is. The cosign here is a stand-in.
released() {
    local digest unpacked=$WORK/badezimmer-flash/flash signer=https://github.com/o/r/.github/workflows/release.yml@refs/tags/v1.2
    digest=sha256:$(printf x | sha256sum | cut -d' ' -f1)
    printf 'gateway %s\nsink %s\n' "$digest" "$digest" >"$WORK/digests"
    check "packs a bundle that knows digests" "$HERE/bundle" "$WORK/bundle.tar.gz" --registry registry.example --group g --tag 1.2 \
        --digests "$WORK/digests" --signer "$signer"
    printf 'gateway latest\n' >"$WORK/no-digests"
    refuses "must have a SERVICE and its sha256:DIGEST" "$HERE/bundle" "$WORK/other.tar.gz" --registry r --group g --tag 1 --digests "$WORK/no-digests"
    tar -C "$WORK" -xzf "$WORK/bundle.tar.gz"
    mkdir -p "$WORK/bin"
    printf '#!/bin/sh\necho "$@" >>%s/cosigned\n' "$WORK" >"$WORK/bin/cosign"
    chmod +x "$WORK/bin/cosign"
    new_fat "$WORK/released" 40
    check "a release writes its card when cosign agrees" prints "The signatures of all images are this release's" env "PATH=$WORK/bin:$PATH" \
        "$unpacked" --card "$WORK/released" --ssh-key "$WORK/key.pub" --wifi none --yes --devices sink
    check "cosign was asked for this release's workflow and the digest" grep -qF -- \
        "--certificate-identity $signer --certificate-oidc-issuer https://token.actions.githubusercontent.com registry.example/g/sink@$digest" "$WORK/cosigned"
    mtype -i "$WORK/released" ::badezimmer/settings >"$WORK/released-settings"
    check "the card pulls by digest" grep -qx "DIGESTS=gateway@$digest sink@$digest" "$WORK/released-settings"
    check "the Pi asks the registry for the digest" pulls "$WORK/released-settings" "registry.example/g/sink@$digest"
    grep -v '^DIGESTS' "$WORK/released-settings" >"$WORK/tagged-settings"
    check "and for the tag where no digest is known" pulls "$WORK/tagged-settings" registry.example/g/sink:1.2
    refuses "has no digest of toilet" "$unpacked" --card "$WORK/released" --ssh-key "$WORK/key.pub" --wifi none --yes --devices toilet
    printf '#!/bin/sh\necho "no matching signatures" >&2\nexit 1\n' >"$WORK/bin/cosign"
    refuses "The signature of gateway is not this release's, nothing was changed: no matching signatures" env "PATH=$WORK/bin:$PATH" \
        "$unpacked" --card "$WORK/released" --ssh-key "$WORK/key.pub" --wifi none --yes --devices sink
}

# pulls SETTINGS NAME: with these settings an image of this name is pulled.
pulls() { bash "$HERE/lib/pi.sh" units "$1" | grep -qxF "# from $2"; }

bad_cards() {
    refuses "There is no $WORK/nothing" with_images "$WORK/nothing" --wifi none
    printf 'no disk' >"$WORK/text"
    refuses "holds neither a partition table nor a FAT" with_images "$WORK/text" --wifi none
    truncate -s 40M "$WORK/empty" && mkfs.vfat "$WORK/empty" >/dev/null
    refuses "not the boot partition of a Raspberry Pi" with_images "$WORK/empty" --wifi none --yes
    mcopy -i "$WORK/empty" "$WORK/boot/config.txt" "$WORK/boot/cmdline.txt" ::
    refuses "knows no cloud-init" with_images "$WORK/empty" --wifi none --yes
    new_fat "$WORK/small" 3
    refuses "There is no room" with_images "$WORK/small" --wifi none --yes
    refuses "this system's own disk" with_images / --wifi none --yes
    refuses "not a card's boot partition" with_images "$WORK/boot" --wifi none --yes
    local disk
    disk=$(lsblk -nrspo NAME "$(findmnt -nro SOURCE /)" 2>/dev/null | tail -n 1)
    if [ -b "$disk" ]; then refuses "the disk that this system runs from" with_images "$disk" --wifi none --yes; fi
}

# Only root may mount.
mounted_folder() {
    mkdir "$WORK/mounted"
    if ! mount -t tmpfs -o size=4M tmpfs "$WORK/mounted" 2>/dev/null; then
        say "  a mounted folder was not tried: nothing may be mounted here"
        return
    fi
    cp "$WORK"/boot/* "$WORK/mounted/"
    check "writes a mounted boot partition" with_images "$WORK/mounted" --wifi none --yes
    check "the images are in the folder" cmp "$WORK/mounted/badezimmer/images/sink.tar" "$WORK/images/sink.tar"
    umount "$WORK/mounted"
}

bad_wishes() {
    local disk=$WORK/disk
    refuses "There is no device called 'bath'. Known: light-lamp" with_images "$disk" --devices sink,bath
    refuses "two capital letters" with_images "$disk" --wifi loo
    refuses "A host name is" with_images "$disk" --wifi none --hostname Loo_1
    refuses "not root" with_images "$disk" --wifi none --user root
    refuses "Which Wi-Fi" with_images "$disk" --yes
    refuses "passphrase of Wi-Fi 'loo' is missing" env "$FLASH" --card "$disk" --ssh-key "$WORK/key.pub" --images "$WORK/images" --wifi loo --country DE
    refuses "8 to 63 characters" env BADEZIMMER_WIFI_PASSWORD=short "$FLASH" --card "$disk" --ssh-key "$WORK/key.pub" --images "$WORK/images" --wifi loo --country DE
    refuses "is a private key" "$FLASH" --card "$disk" --ssh-key "$WORK/key" --images "$WORK/images" --wifi none
    refuses "is not an SSH public key" "$FLASH" --card "$disk" --ssh-key "$WORK/text" --images "$WORK/images" --wifi none
    refuses "lacks: light-lamp.tar" lacking_a_lamp "$disk"
    refuses "There is no folder" card "$disk" --images "$WORK/none"
    refuses "Which Pi?" "$FLASH"
    refuses "wants a value" "$FLASH" --card
    refuses "There is no option --fast" "$FLASH" a@b --fast
    refuses "One Pi at a time" "$FLASH" a@b c@d
    refuses "wants a number of seconds" "$FLASH" a@b --wait soon
    refuses "There is no host pi.invalid" "$FLASH" pi@pi.invalid --images "$WORK/images"
}

lacking_a_lamp() {
    mkdir -p "$WORK/lacking"
    cp "$WORK"/images/* "$WORK/lacking/" && rm "$WORK/lacking/light-lamp.tar"
    card "$1" --images "$WORK/lacking" --wifi none
}

# At a terminal: what is not said is asked, and the passphrase is not echoed.
questions() {
    if ! has script; then
        say "  the questions were not tried: there is no 'script' here"
        return
    fi
    new_image "$WORK/disk"
    check "asks for the network and its passphrase, and before it writes" answered
    check "shows no passphrase while it asks" unseen_in "$WORK/typed"
    check "wrote what was answered" says_on_disk 'password: "typed-secret"'
}

answered() {
    mkfifo "$WORK/keys"
    script -qfc "env HOME=$WORK $FLASH --card $WORK/disk --images $WORK/images --ssh-key $WORK/key.pub --country DE" /dev/null \
        <"$WORK/keys" >"$WORK/typed" 2>&1 &
    local asking=$!
    exec 4>"$WORK/keys"
    answer 'Wi-Fi network' 'loo' && answer 'Passphrase of loo' 'typed-secret' && answer 'Write this to' 'y'
    exec 4>&-
    wait $asking
    cat "$WORK/typed"
    grep -q 'Written and verified' "$WORK/typed"
}

# answer QUESTION KEYS: types only when the question is there.
answer() {
    local tries=0
    until grep -q "$1" "$WORK/typed" 2>/dev/null; do
        [ $((tries += 1)) -lt 300 ] || return 1
        sleep 0.1
    done
    printf '%s\n' "$2" >&4
}

unseen_in() { [ -s "$1" ] && ! grep -q 'typed-secret' "$1"; }
says_on_disk() { on_disk network-config | grep -qF "$1"; }
