package badezimmer.discovery;

/** Why something received was not used; each is counted. */
public enum Drop {
    /** The datagram is shorter than its length prefix says. */
    TRUNCATED,
    /** The length prefix is above the limit. */
    OVERSIZED,
    /** Not a message of the schema, or one without content. */
    MALFORMED,
    /** More records in one datagram than the limit. */
    TOO_MANY_RECORDS,
    /** A record with a bad name, port, address, or too many or too long entries. */
    INVALID_RECORD,
    /** The source sent more datagrams than its share. */
    SOURCE_RATE,
    /** All sources together sent more than this node takes. */
    TOTAL_RATE,
    /** A known service was dropped from the cache to make room. */
    EVICTED,
    /** A new service found no room in the cache. */
    CACHE_FULL
}
