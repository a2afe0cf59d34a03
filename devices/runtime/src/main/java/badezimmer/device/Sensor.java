package badezimmer.device;

/** A device that only shows what it senses; whatever it is asked, it answers {@code empty}. */
public non-sealed interface Sensor extends Device {}
