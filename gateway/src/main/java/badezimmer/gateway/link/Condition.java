package badezimmer.gateway.link;

/** What a link knows of its device. */
public enum Condition {
    /** The first attempt to connect is under way. */
    UNDECIDED,
    /** Connected; or connecting again after a loss that has not yet turned out to be more than that. */
    UP,
    /** Refuses connections, or does not answer. */
    DOWN,
    /** Answers, but not as the protocol says. */
    FAULTY
}
