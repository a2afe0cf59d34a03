package badezimmer.discovery;

/** Where a {@link Registration} stands; {@code sent} counts the probes, announcements or goodbyes of this round. */
sealed interface RegistrationState {

    /** Asking whether the name is free. */
    record Probing(int sent) implements RegistrationState {}

    /** Somebody else probes for the name and goes first; the same name is probed again a second later. */
    record Deferred() implements RegistrationState {}

    /** Telling everybody. */
    record Announcing(int sent) implements RegistrationState {}

    /** Settled: speaks when asked, when changed, and when told to announce again. */
    record Announced() implements RegistrationState {}

    /** Saying goodbye. */
    record Leaving(int sent) implements RegistrationState {}

    /** Left. */
    record Gone() implements RegistrationState {}
}
