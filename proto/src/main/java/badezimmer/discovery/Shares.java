package badezimmer.discovery;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Predicate;

/**
 * Which source holds how much of a table, in entries and in bytes, and which entry makes room for another: at a source's own
 * limit its oldest, at the table's the oldest of the source that holds the most. So nobody who announces much takes anything
 * from those who announce little. Not thread-safe.
 *
 * @param <E> compared by identity or by a value that does not change
 */
public final class Shares<E> {

    /** What the table has reached. */
    public enum Limit {
        /** Entries of one source. */
        SOURCE,
        /** Entries in all. */
        ENTRIES,
        /** Bytes in all. */
        BYTES
    }

    /** What makes room. */
    public interface Owner<E> {

        /** Whether this entry may go. */
        boolean mayGo(E entry);

        /** Takes the entry out of the table, and out of these shares. */
        void evict(E entry);

        /** {@code source} wants more than there is room for, whether room could be made or not. */
        void reached(Limit limit, InetAddress source);
    }

    /** Of one source; the entry that was heard last is the last. */
    private static final class Share<E> {
        private final InetAddress source;
        private final SequencedMap<E, Integer> entries = new LinkedHashMap<>();
        private long bytes;

        Share(InetAddress source) {
            this.source = source;
        }

        E oldest(Predicate<E> mayGo) {
            return entries.sequencedKeySet().stream().filter(mayGo).findFirst().orElse(null);
        }
    }

    /** What an average entry may hold, what there is in any case, and which part of the heap there is at the most. */
    private static final long BYTES_EACH = 1_024;

    private static final long BYTES_AT_LEAST = 1 << 20;
    private static final long PART_OF_HEAP = 10;

    private final int mostEntries;
    private final int mostOfSource;
    private final long mostBytes;
    private final Owner<E> owner;
    private final Map<InetAddress, Share<E>> bySource = new HashMap<>();
    private int size;
    private long bytes;

    /**
     * @param mostEntries in all
     * @param mostOfSource entries of one source
     * @param mostBytes in all
     */
    public Shares(int mostEntries, int mostOfSource, long mostBytes, Owner<E> owner) {
        this.mostEntries = mostEntries;
        this.mostOfSource = mostOfSource;
        this.mostBytes = mostBytes;
        this.owner = owner;
    }

    /** The bytes that so many entries may hold together: 8 MiB for 8,192, a tenth of the heap at the most. */
    public static long bytesFor(int entries) {
        long wanted = Math.max(entries * BYTES_EACH, BYTES_AT_LEAST);
        return Math.min(wanted, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /** How many entries there are. */
    public int size() {
        return size;
    }

    /** How many bytes they hold. */
    public long bytes() {
        return bytes;
    }

    /** This source as it is kept already, if it is. */
    public InetAddress kept(InetAddress source) {
        Share<E> own = bySource.get(source);
        return own == null ? source : own.source;
    }

    /** The entries of a source, the one heard last at the end. */
    public Iterable<E> of(InetAddress source) {
        Share<E> own = bySource.get(source);
        return own == null ? List.of() : own.entries.sequencedKeySet();
    }

    /** Adds an entry, or makes it its source's newest with what it holds now. */
    public void put(E entry, InetAddress source, int holds) {
        remove(entry, source);
        Share<E> share = bySource.computeIfAbsent(source, Share::new);
        share.entries.putLast(entry, holds);
        share.bytes += holds;
        size++;
        bytes += holds;
    }

    /** Takes an entry out, if it is there. */
    public void remove(E entry, InetAddress source) {
        Share<E> share = bySource.get(source);
        Integer held = share == null ? null : share.entries.remove(entry);
        if (held == null) {
            return;
        }
        share.bytes -= held;
        size--;
        bytes -= held;
        if (share.entries.isEmpty()) {
            bySource.remove(source);
        }
    }

    /** Makes room for one more entry of {@code source}; false if there is none, and nobody has to go. */
    public boolean makeRoom(InetAddress source, int holds) {
        Share<E> own = bySource.get(source);
        if (own != null && own.entries.size() >= mostOfSource) {
            if (!evict(own.oldest(owner::mayGo), Limit.SOURCE, source)) {
                return false;
            }
        } else if (size >= mostEntries
                && !evict(oldestOfLargest(false, source, 1, owner::mayGo), Limit.ENTRIES, source)) {
            return false;
        }
        return makeRoom(source, holds, owner::mayGo);
    }

    /** Makes room for an entry that there is to hold {@code more} than it does; false if it has to stay as it is. */
    public boolean makeRoomToGrow(E entry, InetAddress source, int more) {
        return more <= 0 || makeRoom(source, more, other -> other != entry && owner.mayGo(other));
    }

    private boolean makeRoom(InetAddress source, int more, Predicate<E> mayGo) {
        while (bytes + more > mostBytes) {
            if (!evict(oldestOfLargest(true, source, more, mayGo), Limit.BYTES, source)) {
                return false;
            }
        }
        return true;
    }

    private boolean evict(E entry, Limit limit, InetAddress source) {
        owner.reached(limit, source);
        if (entry != null) {
            owner.evict(entry);
        }
        return entry != null;
    }

    /** Nobody has to go for a source that would hold more than they do. */
    private E oldestOfLargest(boolean inBytes, InetAddress source, long more, Predicate<E> mayGo) {
        E found = null;
        long most = held(bySource.get(source), inBytes) + more - 1;
        for (Share<E> share : bySource.values()) {
            boolean own = share.source.equals(source);
            long held = held(share, inBytes) + (own ? more : 0);
            if (held > most) {
                E oldest = share.oldest(mayGo);
                if (oldest != null) {
                    found = oldest;
                    most = held;
                }
            }
        }
        return found;
    }

    private static long held(Share<?> share, boolean inBytes) {
        return share == null ? 0 : inBytes ? share.bytes : share.entries.size();
    }
}
