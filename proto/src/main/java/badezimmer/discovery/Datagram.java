package badezimmer.discovery;

/** A datagram for the group on one link. */
public record Datagram(NetworkLink link, byte[] bytes) {}
