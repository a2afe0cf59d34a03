# shellcheck shell=bash
# What a bathroom is made of, and where its images come from.

ALL_DEVICES="light-lamp sink toilet fart-detector water-leak"

# device_names CHOICE: a comma-separated choice as words; says which name it does not know.
device_names() {
    local name chosen=""
    for name in $(printf '%s' "$1" | tr ',' ' '); do
        case " $ALL_DEVICES " in
        *" $name "*) ;;
        *) misused "There is no device called '$name'. Known: $(printf '%s' "$ALL_DEVICES" | sed 's/ /, /g')." ;;
        esac
        case " $chosen " in *" $name "*) ;; *) chosen="$chosen $name" ;; esac
    done
    [ -n "$chosen" ] || misused "--devices names no device. Known: $(printf '%s' "$ALL_DEVICES" | sed 's/ /, /g')."
    printf '%s' "${chosen# }"
}

# archive_of FOLDER SERVICE: the service's image archive, however it is compressed.
archive_of() {
    local name
    for name in "$1/$2".tar "$1/$2".tar.gz "$1/$2".tar.zst; do
        [ -f "$name" ] && printf '%s' "$name" && return 0
    done
    return 1
}

# kind_of ARCHIVE: what skopeo calls it.
kind_of() { if tar -tf "$1" 2>/dev/null | grep -qx 'oci-layout'; then echo oci-archive; else echo docker-archive; fi; }
