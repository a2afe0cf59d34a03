package badezimmer.lightlamp;

/** The driver: a lamp that can be dimmed and colored. */
interface Lamp {

    /** What it shows, or would show if it were on. */
    Light light();

    /** Shows this from now on. */
    void show(Light light);
}
