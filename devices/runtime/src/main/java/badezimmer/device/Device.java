package badezimmer.device;

/**
 * What a device author writes: what the device is and what it shows. The runtime asks one thing at a time, in order of
 * arrival, on a thread that may block; a device needs no locks.
 */
public sealed interface Device permits Actuator, Sensor {

    /** What it is; never changes. */
    Identity identity();

    /** What it shows now. Asked after every command and every {@code badezimmer.device.read-interval}. */
    Properties properties();
}
