# shellcheck shell=sh
# Sourced by ./mvnw and ./badezimmer: finds a JDK of at least version 25, exports JAVA_HOME.
# JAVA_HOME wins if it is new enough, then `java` on the PATH, then the usual places.

jdk_needed=25

# Java reads paths, arguments and environment variables in the locale's encoding, whatever else it is told: in the locale
# POSIX "Küche" is "K??che", and nothing in a folder with an umlaut in its name can be opened.
if [ "$(locale charmap 2>/dev/null)" != UTF-8 ]; then
    LC_ALL=C.UTF-8
    export LC_ALL
fi

# Major version of the JDK in the directory $1, read from its release file; nothing if it is no JDK.
jdk_major() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

find_jdk() {
    on_path=$(command -v javac 2>/dev/null) && on_path=$(readlink -f "$on_path") && on_path=${on_path%/bin/javac}
    for home in "${JAVA_HOME:-}" "${on_path:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "${HOME-}"/.sdkman/candidates/java/* \
        "${HOME-}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        [ -n "$home" ] || continue
        major=$(jdk_major "$home")
        if [ -n "$major" ] && [ "$major" -ge "$jdk_needed" ]; then
            JAVA_HOME=$home
            export JAVA_HOME
            return 0
        fi
    done
    echo "No JDK $jdk_needed or newer found (looked at JAVA_HOME, the PATH, /usr/lib/jvm, /opt, ~/.sdkman, ~/.jdks)." >&2
    echo "Install one, for example: apt-get install openjdk-25-jdk-headless, or sdk install java 25-tem; or set JAVA_HOME." >&2
    return 1
}
