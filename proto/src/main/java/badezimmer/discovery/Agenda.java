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

    private record Slot<T>(T item, long queuedAt) {}

    private final PriorityQueue<Slot<T>> slots = new PriorityQueue<>((a, b) -> Long.compare(a.queuedAt, b.queuedAt));
    private final Map<T, Long> due = new HashMap<>();
    private final Map<T, Slot<T>> queued = new HashMap<>();

    /** Comes back to the item at that moment and at no other; {@link #NEVER} forgets it. */
    void schedule(T item, long at) {
        if (at == NEVER) {
            due.remove(item);
            queued.remove(item);
            return;
        }
        due.put(item, at);
        Slot<T> slot = queued.get(item);
        if (slot == null || at < slot.queuedAt) {
            enqueue(item, at);
        }
    }

    /** When the next item is due, {@link #NEVER} if none is. */
    long next() {
        settle();
        return slots.isEmpty() ? NEVER : slots.peek().queuedAt;
    }

    /** Takes the next item that is due at {@code now}, or null. */
    T poll(long now) {
        settle();
        if (slots.isEmpty() || slots.peek().queuedAt > now) {
            return null;
        }
        T item = slots.poll().item;
        due.remove(item);
        queued.remove(item);
        return item;
    }

    /** Brings the head to where it really is due: drops abandoned slots, moves postponed ones. */
    private void settle() {
        for (Slot<T> head = slots.peek(); head != null; head = slots.peek()) {
            if (queued.get(head.item) != head) {
                slots.poll();
            } else if (due.get(head.item) > head.queuedAt) {
                slots.poll();
                enqueue(head.item, due.get(head.item));
            } else {
                return;
            }
        }
    }

    private void enqueue(T item, long at) {
        Slot<T> slot = new Slot<>(item, at);
        queued.put(item, slot);
        slots.add(slot);
    }
}
