package badezimmer.discovery;

import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * When to come back to what. Moving an item later costs nothing until its old moment has come, so an item that is put off
 * again and again, like the expiry of a service that keeps announcing itself, is cheap.
 */
final class Agenda<T> {

    /** A moment that never comes. */
    static final long NEVER = Long.MAX_VALUE;

    /** A moment before any other, from which one can count on without an overflow. Time may be negative. */
    static final long LONG_AGO = Long.MIN_VALUE / 2;

    /** An item's place in the queue, at or before the moment when it is due; never due means that it was abandoned. */
    private static final class Slot<T> {

        private final T item;
        private long queuedAt;
        private long due;

        private Slot(T item, long at) {
            this.item = item;
            this.queuedAt = at;
            this.due = at;
        }
    }

    private final PriorityQueue<Slot<T>> queue = new PriorityQueue<>((a, b) -> Long.compare(a.queuedAt, b.queuedAt));
    private final Map<T, Slot<T>> slots = new HashMap<>();

    /** Comes back to the item at that moment and at no other; {@link #NEVER} forgets it. */
    void schedule(T item, long at) {
        Slot<T> slot = slots.get(item);
        if (slot != null && at >= slot.queuedAt && at != NEVER) {
            slot.due = at;
            return;
        }
        if (slot != null) {
            slot.due = NEVER;
            slots.remove(item);
        }
        if (at != NEVER) {
            Slot<T> earlier = new Slot<>(item, at);
            slots.put(item, earlier);
            queue.add(earlier);
        }
    }

    /** When the next item is due, {@link #NEVER} if none is. */
    long next() {
        settle();
        return queue.isEmpty() ? NEVER : queue.peek().due;
    }

    /** Takes the next item that is due at {@code now}, or null. */
    T poll(long now) {
        if (next() > now || queue.isEmpty()) {
            return null;
        }
        T item = queue.poll().item;
        slots.remove(item);
        return item;
    }

    /** Brings the head to where it really is due. */
    private void settle() {
        for (Slot<T> head = queue.peek(); head != null && head.due != head.queuedAt; head = queue.peek()) {
            queue.poll();
            if (head.due != NEVER) {
                head.queuedAt = head.due;
                queue.add(head);
            }
        }
    }
}
