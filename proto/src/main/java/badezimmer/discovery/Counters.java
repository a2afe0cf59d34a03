package badezimmer.discovery;

import java.util.concurrent.atomic.LongAdder;

/** What a node has taken in, sent and dropped since it began. Written by the node, read by any thread. */
final class Counters {

    final LongAdder received = new LongAdder();
    final LongAdder sent = new LongAdder();
    private final LongAdder[] drops = new LongAdder[Drop.values().length];

    Counters() {
        for (int i = 0; i < drops.length; i++) {
            drops[i] = new LongAdder();
        }
    }

    void drop(Drop drop) {
        drops[drop.ordinal()].increment();
    }

    long dropped(Drop drop) {
        return drops[drop.ordinal()].sum();
    }
}
