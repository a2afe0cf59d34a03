package badezimmer.discovery;

/** When a service is to be announced next, by itself or because somebody asked, and how far apart. Times in milliseconds. */
final class SendSchedule {

    private static final long UPDATE_SPACING = 100;
    private static final long DEFENCE_SPACING = 20;
    private static final long RESCUE_SPACING = 1_000;

    private final PendingAnswer answer = new PendingAnswer();
    private long announceAt = Agenda.NEVER;
    private long sentAt = Agenda.LONG_AGO;

    /** {@link Agenda#NEVER} if there is nothing to send. */
    long next() {
        return Math.min(announceAt, answer.at());
    }

    /** It changed, or is to be announced again. */
    void update(long now) {
        announceAt = Math.min(announceAt, Math.max(now, sentAt + UPDATE_SPACING));
    }

    /** Somebody probes for its name. */
    void defend(long now) {
        answer.owe(Math.max(now, sentAt + DEFENCE_SPACING));
    }

    /** Somebody else said goodbye for its name. */
    void rescue(long now) {
        announceAt = Math.min(announceAt, Math.max(now, sentAt + RESCUE_SPACING));
    }

    /** Answers at that moment, once for all who ask until then; {@code asker} tells queries apart. */
    void ask(long moment, long asker, long now) {
        answer.ask(moment, asker, now);
    }

    /** The asker holds the service as it is: unless others want it too, it is not sent. */
    void known(long asker, long now) {
        answer.known(asker, now);
    }

    void sent(long now) {
        clear();
        sentAt = now;
    }

    void clear() {
        announceAt = Agenda.NEVER;
        answer.clear();
    }
}
