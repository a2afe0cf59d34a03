# shellcheck shell=bash
# Sourced by flash: that the images of a release are those that its workflow made. REGISTRY, GROUP, SERVICES, DIGESTS
# (SERVICE@sha256:... with blanks between) and SIGNER are given.

ISSUER=https://token.actions.githubusercontent.com

# Prints the digest of service $1, if the bundle knows one.
digest_of() {
    local one
    for one in $DIGESTS; do
        case $one in "$1@"*) printf '%s\n' "${one#*@}" ;; esac
    done
}

# Verifies the signature of each image to be pulled, if cosign is here to do so. It is asked about digests, and digests are
# what the Pi pulls: nobody can exchange an image in between.
verify_signatures() {
    local service digest said
    [ -n "$DIGESTS" ] || return 0
    for service in $SERVICES; do
        [ -n "$(digest_of "$service")" ] || fail "This release has no digest of $service: its bundle is damaged."
    done
    [ -n "$SIGNER" ] || return 0
    if ! has cosign; then
        say "Signatures are not verified: cosign is not installed here. The images are pulled by their digests."
        return
    fi
    for service in $SERVICES; do
        digest=$(digest_of "$service")
        said=$(cosign verify --certificate-identity "$SIGNER" --certificate-oidc-issuer "$ISSUER" \
            "$REGISTRY/$GROUP/$service@$digest" 2>&1) ||
            fail "The signature of $service is not this release's, nothing was changed: $(printf '%s\n' "$said" | tail -n 1)"
    done
    say "The signatures of all images are this release's."
}
