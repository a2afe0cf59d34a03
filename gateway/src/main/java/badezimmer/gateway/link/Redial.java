package badezimmer.gateway.link;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * When a link connects again, and whether an accepted connection is proof enough that the device lives. Pauses are in
 * milliseconds, 0 means at once.
 */
final class Redial {

    /** Between the beginnings of two attempts that announcements or commands ask for. */
    private static final long SPACING = 200;
    /** With so many failures in a row that doubles no more, for a device that was never reached. */
    private static final int DOUBLINGS = 6;
    /** Between an answer and the next question, however often somebody announces the device elsewhere. */
    private static final long JUST = 50;
    /** A connection that is gone earlier was a short one. */
    private static final long SHORT = 1_000;
    /** So many short connections in a row are replaced at once, those after them with a pause. */
    private static final int SHORT_IN_A_ROW = 3;

    private final Backoff backoff;
    private boolean suspect;
    private int shortOnes;
    private long answeredAt = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(SPACING);
    private long begunAt = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(SPACING);

    Redial(RandomGenerator random) {
        this.backoff = new Backoff(random);
    }

    /** Whether the device has to answer a ping before it counts as there. */
    boolean isSuspect() {
        return suspect;
    }

    void suspect() {
        suspect = true;
    }

    void begun() {
        begunAt = System.nanoTime();
    }

    void answered() {
        suspect = false;
        answeredAt = System.nanoTime();
        backoff.reset();
    }

    /** Asks now, or in a moment if it has just answered: that was before whatever is the reason to ask. */
    void ask(Runnable question, Alarm later) {
        if (System.nanoTime() - answeredAt < TimeUnit.MILLISECONDS.toNanos(JUST)) {
            later.set(JUST, question);
        } else {
            question.run();
        }
    }

    /** @param reached whether a connection to the device was ever open: who was never there may be made up */
    long whenAsked(boolean reached) {
        long spacing = reached ? SPACING : SPACING << Math.min(backoff.attempts(), DOUBLINGS);
        return Math.max(0, spacing - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunAt));
    }

    long afterFailure() {
        return backoff.next();
    }

    /** @param urgent whether something waits to be sent */
    long afterLoss(Connection lost, boolean urgent) {
        boolean trusted = !suspect;
        suspect = suspect || !lost.hasAnswered();
        boolean brief = lost.ageMillis() < SHORT;
        shortOnes = brief ? shortOnes + 1 : 0;
        if (!trusted) {
            return afterBadEnd(brief);
        }
        return shortOnes > SHORT_IN_A_ROW && !urgent ? SHORT : 0;
    }

    long afterGarbage(Connection dropped) {
        suspect = true;
        return afterBadEnd(dropped.ageMillis() < SHORT);
    }

    private long afterBadEnd(boolean brief) {
        if (brief) {
            return backoff.next();
        }
        backoff.reset();
        return 0;
    }
}
