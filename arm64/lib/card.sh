# shellcheck shell=bash
# An SD card before its first boot: writes to the boot partition what cloud-init and systemd need.
# The partition is a folder (mounted), or a device or image file, which mtools reach without mounting.

SYSTEM_PLACES=" / /boot /boot/efi /boot/firmware /efi /usr /var /home /root /tmp /nix /nix/store [SWAP] "

flash_card() {
    open_card
    check_card
    read_key
    read_wifi
    write_files
    plan
    if [ "$DRY_RUN" = yes ]; then
        say "Nothing was written."
        return
    fi
    agreed "Write this to $CARD?" || fail "Nothing was written: answer the question with y, or say --yes."
    put_all
    say "Ready. Put the card into the Pi and switch it on: in a few minutes http://$CARD_HOSTNAME.local:8000/ answers."
}

# ---- Where the partition is ----

open_card() {
    [ -e "$CARD" ] || fail "There is no $CARD."
    CARD=$(realpath "$CARD")
    if [ -d "$CARD" ]; then
        KIND=folder
        refuse_system_folder
    elif [ -b "$CARD" ]; then
        KIND=fat
        refuse_system_disk
        find_partition
    elif [ -f "$CARD" ]; then
        KIND=fat
        find_partition
    else
        fail "$CARD is neither a folder, nor a device, nor an image file."
    fi
    [ "$DRY_RUN" = yes ] || [ -w "$CARD" ] || fail "$CARD can't be written: run this as root."
}

refuse_system_folder() {
    need findmnt
    local mounted
    mounted=$(findmnt -nro TARGET -T "$CARD" | tail -n 1)
    [ "$mounted" = "$CARD" ] || fail "$CARD is a folder of this system's own disk, not a card's boot partition: name the folder where that is mounted."
    case $SYSTEM_PLACES in *" $mounted "*) fail "$CARD is this system's own disk: refused." ;; esac
}

# The disk, its partitions, and whatever is built on them (LVM, LUKS, RAID).
refuse_system_disk() {
    need lsblk
    local disk place
    disk=$(lsblk -nrspo NAME,TYPE "$CARD" | awk '$2 == "disk" || $2 == "loop" { name = $1 } END { print name }')
    lsblk -nrpo MOUNTPOINT "${disk:-$CARD}" | sed 's/\\x20/ /g' >"$WORK/places"
    while IFS= read -r place; do
        [ -n "$place" ] || continue
        case $SYSTEM_PLACES in *" $place "*) fail "$CARD is on the disk that this system runs from ($place): refused." ;; esac
    done <"$WORK/places"
    place=$(grep -m 1 . "$WORK/places") && fail "$CARD is mounted at $place: name that folder, or unmount it first."
    return 0
}

byte_at() { od -An -tu"$2" -j "$1" -N "$2" "$CARD" 2>/dev/null | tr -d ' '; }

# A FAT by itself, or the first FAT partition of an MBR's four.
find_partition() {
    need mcopy mdir mtype mmd mdeltree
    local entry
    [ "$(byte_at 510 2)" = 43605 ] || fail "$CARD holds neither a partition table nor a FAT file system: write Raspberry Pi OS onto it first."
    OFFSET=""
    case "$(od -An -c -j 54 -N 8 "$CARD" | tr -d ' ')$(od -An -c -j 82 -N 8 "$CARD" | tr -d ' ')" in
    FAT* | *FAT32*) OFFSET=0 ;;
    *)
        for entry in 446 462 478 494; do
            case $(byte_at $((entry + 4)) 1) in
            4 | 6 | 11 | 12 | 14) OFFSET=$(($(byte_at $((entry + 8)) 4) * 512)) && break ;;
            esac
        done
        ;;
    esac
    [ -n "$OFFSET" ] || fail "$CARD has no FAT boot partition: write Raspberry Pi OS onto it first."
    FAT="$CARD@@$OFFSET"
    export MTOOLS_SKIP_CHECK=1
    mdir -i "$FAT" :: >"$WORK/dir" 2>&1 || fail "The boot partition of $CARD can't be read: $(tail -n 1 "$WORK/dir")"
}

# ---- The same few verbs for a folder and for a FAT ----

on_card() {
    if [ "$KIND" = folder ]; then [ -e "$CARD/$1" ]; else mdir -i "$FAT" "::$1" >/dev/null 2>&1; fi
}

every_on_card() {
    local name
    for name in "$@"; do on_card "$name" || return 1; done
}

from_card() {
    if [ "$KIND" = folder ]; then cat "$CARD/$1"; else mtype -i "$FAT" "::$1"; fi
}

to_card() {
    if [ "$KIND" = folder ]; then cp "$1" "$CARD/$2"; else mcopy -o -i "$FAT" "$1" "::$2"; fi
}

folder_on_card() {
    on_card "$1" || if [ "$KIND" = folder ]; then mkdir "$CARD/$1"; else mmd -i "$FAT" "::$1"; fi
}

remove_from_card() {
    on_card "$1" || return 0
    if [ "$KIND" = folder ]; then rm -r "${CARD:?}/$1"; else mdeltree -i "$FAT" "::$1"; fi
}

free_megabytes() {
    if [ "$KIND" = folder ]; then
        df -Pm "$CARD" | awk 'NR == 2 { print $4 }'
    else
        mdir -i "$FAT" :: | sed -n 's/ bytes free$//p' | tr -d ' ' | awk '{ print int($1 / 1048576) }'
    fi
}

check_card() {
    local needed
    every_on_card config.txt cmdline.txt || fail "$CARD is not the boot partition of a Raspberry Pi (no config.txt and cmdline.txt): write 64-bit Raspberry Pi OS onto it first."
    every_on_card user-data meta-data || fail "The system on $CARD knows no cloud-init (no user-data and meta-data): write 64-bit Raspberry Pi OS of November 2025 or newer onto it."
    on_card kernel8.img || on_card kernel_2712.img || fail "The system on $CARD has no 64-bit kernel: write 64-bit Raspberry Pi OS onto it."
    needed=$(($(images_megabytes) + 2))
    [ "$(free_megabytes)" -ge "$needed" ] || fail "There is no room on $CARD: $(free_megabytes) MB free, $needed MB needed. --registry needs next to none."
}

# ---- What the new Pi should know ----

read_key() {
    local candidate
    case $CARD_HOSTNAME in '' | -* | *- | *[!a-z0-9-]*) misused "A host name is lower-case letters, digits and -, not '$CARD_HOSTNAME'." ;; esac
    case $CARD_USER in '' | root | [!a-z]* | *[!a-z0-9_-]*) misused "A user's name is lower-case letters, digits, _ and -, and not root: not '$CARD_USER'." ;; esac
    if [ -z "$SSH_KEY" ]; then
        for candidate in "$HOME"/.ssh/id_ed25519.pub "$HOME"/.ssh/id_*.pub; do
            [ -f "$candidate" ] && SSH_KEY=$candidate && break
        done
        [ -n "$SSH_KEY" ] || fail "There is no SSH key in ~/.ssh: make one with ssh-keygen, or name a public key with --ssh-key."
    fi
    [ -f "$SSH_KEY" ] || fail "There is no file $SSH_KEY."
    grep -q 'PRIVATE KEY' "$SSH_KEY" && fail "$SSH_KEY is a private key: name the public one, $SSH_KEY.pub."
    KEY=$(grep -m 1 -E '^(ssh-(ed25519|rsa)|ecdsa-sha2-[a-z0-9-]+|sk-[a-z0-9@.-]+) [A-Za-z0-9+/=]+' "$SSH_KEY") ||
        fail "$SSH_KEY is not an SSH public key."
}

# The passphrase is read without echo and never printed.
read_wifi() {
    WIFI=${WIFI:-${BADEZIMMER_WIFI_SSID:-}}
    PASSPHRASE=${BADEZIMMER_WIFI_PASSWORD:-}
    if [ -z "$WIFI" ]; then
        if [ ! -t 0 ] || [ "$YES" = yes ]; then fail "Which Wi-Fi? Say --wifi SSID or --wifi none, or set BADEZIMMER_WIFI_SSID."; fi
        printf 'Wi-Fi network (empty: a cable): '
        read -r WIFI
        WIFI=${WIFI:-none}
    fi
    [ "$WIFI" != none ] || return 0
    if [ -z "$PASSPHRASE" ]; then
        [ -t 0 ] || fail "The passphrase of Wi-Fi '$WIFI' is missing: set BADEZIMMER_WIFI_PASSWORD."
        printf 'Passphrase of %s: ' "$WIFI"
        read -rs PASSPHRASE
        echo
    fi
    [ ${#WIFI} -le 32 ] || misused "A Wi-Fi's name has at most 32 characters."
    if [ ${#PASSPHRASE} -lt 8 ] || [ ${#PASSPHRASE} -gt 63 ]; then misused "A Wi-Fi's passphrase has 8 to 63 characters."; fi
    case $COUNTRY in [A-Z][A-Z]) ;; *) misused "Wi-Fi wants --country: two capital letters, such as DE, not '$COUNTRY'." ;; esac
}

quoted() { printf '"%s"' "$(printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g')"; }

# ---- The files ----

write_files() {
    local service
    mkdir -p "$WORK/card"
    settings >"$WORK/card/settings"
    cp "$HERE/lib/pi.sh" "$WORK/card/pi.sh"
    user_data >"$WORK/card/user-data"
    network_config >"$WORK/card/network-config"
    printf 'instance-id: badezimmer-%s-%s\n' "$CARD_HOSTNAME" "$(date +%s)" >"$WORK/card/meta-data"
    # The firmware of a Pi switches memory limits off unless it is told.
    from_card cmdline.txt | tr -d '\r' | head -n 1 >"$WORK/card/cmdline.txt"
    sed -i.old 's/ *$//; s/ds=nocloud;i=[^ ;]*/ds=nocloud/; /cgroup_enable=memory/!s/$/ cgroup_enable=memory/' "$WORK/card/cmdline.txt"
    [ "$WIFI" = none ] ||
        sed -i.old "/cfg80211.ieee80211_regdom=/!s/\$/ cfg80211.ieee80211_regdom=$COUNTRY/; s/cfg80211.ieee80211_regdom=[^ ]*/cfg80211.ieee80211_regdom=$COUNTRY/" "$WORK/card/cmdline.txt"
    : >"$WORK/plan"
    if [ -z "$REGISTRY" ]; then
        for service in $SERVICES; do
            printf '%s\t%s\n' "$(archive_of "$IMAGES" "$service")" "badezimmer/images/$(basename "$(archive_of "$IMAGES" "$service")")"
        done >>"$WORK/plan"
    fi
    # user-data comes last: a card that was pulled out too early installs nothing.
    for service in settings pi.sh; do printf '%s\t%s\n' "$WORK/card/$service" "badezimmer/$service"; done >>"$WORK/plan"
    for service in cmdline.txt network-config meta-data user-data; do printf '%s\t%s\n' "$WORK/card/$service" "$service"; done >>"$WORK/plan"
}

user_data() {
    cat <<END
#cloud-config
# Written by Badezimmer's flash.
hostname: $CARD_HOSTNAME
manage_etc_hosts: true
ssh_pwauth: false
users:
  - name: $CARD_USER
    gecos: Badezimmer
    groups: [adm, sudo]
    shell: /bin/bash
    lock_passwd: true
    sudo: "ALL=(ALL) NOPASSWD:ALL"
    ssh_authorized_keys:
      - $(quoted "$KEY")
write_files:
  - path: /etc/systemd/system/badezimmer-first-boot.service
    permissions: "0644"
    content: |
      # Installs Badezimmer from the boot partition; tries again until the network is there.
      [Unit]
      Description=Badezimmer: first boot
      Wants=network-online.target
      After=network-online.target
      StartLimitIntervalSec=0
      ConditionPathIsSymbolicLink=!/etc/containers/systemd/badezimmer
      [Service]
      Type=oneshot
      ExecStart=/bin/bash /boot/firmware/badezimmer/pi.sh first-boot /boot/firmware/badezimmer
      Restart=on-failure
      RestartSec=30
      TimeoutStartSec=1800
      [Install]
      WantedBy=multi-user.target
runcmd:
  - [systemctl, enable, ssh]
  - [systemctl, start, --no-block, ssh]
  - [systemctl, daemon-reload]
  - [systemctl, enable, badezimmer-first-boot.service]
  - [systemctl, start, --no-block, badezimmer-first-boot.service]
END
}

network_config() {
    cat <<END
# Written by Badezimmer's flash.
network:
  version: 2
  ethernets:
    eth0:
      dhcp4: true
      optional: true
END
    [ "$WIFI" != none ] || return 0
    cat <<END
  wifis:
    wlan0:
      dhcp4: true
      optional: true
      regulatory-domain: $COUNTRY
      access-points:
        $(quoted "$WIFI"):
          password: $(quoted "$PASSPHRASE")
END
}

plan() {
    local from to
    say "On $CARD:"
    while IFS="$(printf '\t')" read -r from to; do
        printf '  %9s  %s\n' "$(size_of "$from")" "$to"
    done <"$WORK/plan"
    say "  host name $CARD_HOSTNAME, user $CARD_USER with $(basename "$SSH_KEY"), Wi-Fi $WIFI, services: $SERVICES"
    if [ "$DRY_RUN" = yes ]; then
        say "user-data:"
        sed 's/^/  /' "$WORK/card/user-data"
        say "network-config:"
        sed 's/^\( *password:\).*/\1 (not shown)/; s/^/  /' "$WORK/card/network-config"
    fi
}

put_all() {
    local from to number=0 total start=$SECONDS
    total=$(wc -l <"$WORK/plan" | tr -d ' ')
    on_card user-data.original || { from_card user-data >"$WORK/original" && to_card "$WORK/original" user-data.original; }
    remove_from_card badezimmer || fail "$CARD can't be written."
    { folder_on_card badezimmer && folder_on_card badezimmer/images; } || fail "$CARD can't be written."
    while IFS="$(printf '\t')" read -r from to; do
        number=$((number + 1))
        step "  $number of $total: $to"
        to_card "$from" "$to" </dev/null 2>"$WORK/why" || fail "$to can't be written: $(tail -n 1 "$WORK/why"). The card is not ready."
    done <"$WORK/plan"
    sync
    [ ! -b "$CARD" ] || blockdev --flushbufs "$CARD"
    step "Reading back"
    while IFS="$(printf '\t')" read -r from to; do
        from_card "$to" </dev/null 2>/dev/null | cmp -s - "$from" || fail "$to reads back differently from what was written: the card is broken, or was removed too early."
    done <"$WORK/plan"
    step "Written and verified, $total files in $(took $start)"
}
