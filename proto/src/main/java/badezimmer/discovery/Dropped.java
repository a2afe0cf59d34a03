package badezimmer.discovery;

/** A datagram that cannot be used. Carries no stack trace: strangers cause it. */
final class Dropped extends Exception {

    private static final long serialVersionUID = 1L;

    private final Drop drop;

    Dropped(Drop drop) {
        super(drop.name(), null, false, false);
        this.drop = drop;
    }

    Drop drop() {
        return drop;
    }
}
