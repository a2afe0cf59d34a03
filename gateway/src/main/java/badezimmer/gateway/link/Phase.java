package badezimmer.gateway.link;

/** What a link is doing. */
enum Phase {
    IDLE,
    CONNECTING,
    /** Connected to a suspect: a ping is in flight, and nothing else is sent before it is answered. */
    VERIFYING,
    OPEN,
    /** Waiting to connect again. */
    PAUSED,
    CLOSED
}
