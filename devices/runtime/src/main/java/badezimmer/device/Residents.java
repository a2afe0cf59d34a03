package badezimmer.device;

import java.time.Duration;

import io.vertx.core.Future;

/** Which devices live in this process: the one that the application is made of, unless a bean says otherwise. */
public interface Residents {

    /** Brings them up. Done when each is bound and looks for its name; fails with a sentence for people. */
    Future<Void> moveIn(DeviceHost host);

    /** How long that may take at most: a machine may be slow, but a driver that hangs is to be told. */
    default Duration patience() {
        return Duration.ofSeconds(60);
    }

    /** The process ends: nobody is to come or go any more. The host says goodbye for all who are there. */
    default void moveOut() {}
}
