package badezimmer.sink;

/** The driver: a faucet with a water meter. */
interface Faucet {

    boolean isOpen();

    /** Opens or closes; nothing happens if it is so already. */
    void turn(boolean open);

    /** What has flown since the start, in litres. */
    double liters();
}
