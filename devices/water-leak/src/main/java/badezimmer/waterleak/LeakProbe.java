package badezimmer.waterleak;

/** The driver: a probe on the floor that feels water. */
interface LeakProbe {

    /** How much water there is: 0 is dry, 10 is a flood. */
    int severity();
}
