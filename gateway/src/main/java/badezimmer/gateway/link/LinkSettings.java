package badezimmer.gateway.link;

import java.time.Duration;

/**
 * How a link behaves.
 *
 * @param connectTimeout for one attempt at one address
 * @param pingInterval how long a connection may be idle before it is asked whether anybody is there
 * @param pingTimeout how long an answer to that may take
 * @param grace how much longer a silent device counts as there, while it is looked for by other connections
 * @param maxMessage the longest answer that is taken, in bytes
 * @param maxQueue how many commands may wait for one device
 */
public record LinkSettings(
        Duration connectTimeout,
        Duration pingInterval,
        Duration pingTimeout,
        Duration grace,
        int maxMessage,
        int maxQueue) {}
