package badezimmer.discovery;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import badezimmer.discovery.Shares.Limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SharesTest {

    private static final InetAddress LOUD = SimulatedNetwork.address(0, 1);
    private static final InetAddress QUIET = SimulatedNetwork.address(0, 2);
    private static final InetAddress NEW = SimulatedNetwork.address(0, 3);

    private final Map<String, InetAddress> table = new HashMap<>();
    private final Set<String> kept = new HashSet<>();
    private final List<Limit> reached = new ArrayList<>();
    private Shares<String> shares = shares(100, 100, 1_000);

    @Test
    void theSourceWithTheMostBytesLosesItsOldestFirst() {
        add("quiet 1", QUIET, 100);
        add("quiet 2", QUIET, 100);
        add("loud 1", LOUD, 400);
        add("loud 2", LOUD, 400);
        assertTrue(add("new", NEW, 300));
        assertEquals(Set.of("quiet 1", "quiet 2", "loud 2", "new"), table.keySet());
        assertEquals(List.of(Limit.BYTES), reached);
        assertEquals(900, shares.bytes());
    }

    @Test
    void whoWouldHoldTheMostTakesNothingFromTheOthers() {
        add("quiet", QUIET, 300);
        add("loud 1", LOUD, 600);
        assertTrue(add("loud 2", LOUD, 600));
        assertEquals(Set.of("quiet", "loud 2"), table.keySet());
        kept.add("loud 2");
        assertFalse(add("loud 3", LOUD, 600));
        assertEquals(Set.of("quiet", "loud 2"), table.keySet());
    }

    @Test
    void whatMayNotGoStays() {
        add("loud 1", LOUD, 500);
        add("loud 2", LOUD, 400);
        kept.addAll(List.of("loud 1", "loud 2"));
        assertFalse(add("new", NEW, 200));
        assertTrue(add("small", NEW, 100));
    }

    @Test
    void whatGrowsMakesOthersGoAndNotItself() {
        add("grows", LOUD, 400);
        add("other", QUIET, 500);
        assertTrue(shares.makeRoomToGrow("grows", LOUD, -300));
        assertTrue(shares.makeRoomToGrow("grows", LOUD, 100));
        assertFalse(
                shares.makeRoomToGrow("grows", LOUD, 300),
                "it would hold the most, and nothing else of its source can go");
        add("grows too", LOUD, 50);
        assertTrue(shares.makeRoomToGrow("grows", LOUD, 100));
        assertEquals(Set.of("grows", "other"), table.keySet());
    }

    @Test
    void theNumberOfASourceAndOfAllIsLimited() {
        shares = shares(3, 2, 1_000);
        add("loud 1", LOUD, 1);
        add("loud 2", LOUD, 1);
        add("loud 3", LOUD, 1);
        assertEquals(Set.of("loud 2", "loud 3"), table.keySet());
        add("quiet", QUIET, 1);
        add("new", NEW, 1);
        assertEquals(Set.of("loud 3", "quiet", "new"), table.keySet());
        assertEquals(List.of(Limit.SOURCE, Limit.ENTRIES), reached);
    }

    @Test
    void eightMegabytesAreThereForTheDefaultNumberAndATenthOfTheHeapAtTheMost() {
        long tenth = Runtime.getRuntime().maxMemory() / 10;
        assertEquals(Math.min(8 << 20, tenth), Shares.bytesFor(8_192));
        assertEquals(tenth, Shares.bytesFor(Integer.MAX_VALUE));
        assertEquals(Math.min(1 << 20, tenth), Shares.bytesFor(1));
    }

    private boolean add(String entry, InetAddress source, int bytes) {
        boolean room = shares.makeRoom(source, bytes);
        if (room) {
            table.put(entry, source);
            shares.put(entry, source, bytes);
        }
        return room;
    }

    private Shares<String> shares(int entries, int ofSource, long bytes) {
        return new Shares<>(entries, ofSource, bytes, new Shares.Owner<>() {
            @Override
            public boolean mayGo(String entry) {
                return !kept.contains(entry);
            }

            @Override
            public void evict(String entry) {
                shares.remove(entry, table.remove(entry));
            }

            @Override
            public void reached(Limit limit, InetAddress source) {
                reached.add(limit);
            }
        });
    }
}
