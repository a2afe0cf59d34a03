package badezimmer.bench;

import java.io.IOException;

/** One implementation of service discovery on the loopback interface: it announces, and somebody else finds. */
interface Discoverer extends AutoCloseable {

    /** The UDP port of its group, 224.0.0.251. */
    int port();

    /** Begins to announce a lamp of this name; {@link #awaitFound} says when the finder has it. */
    void register(String name) throws IOException;

    /** Waits until the finder knows the lamp's address, port and properties; false if that takes too long. */
    boolean awaitFound(String name) throws InterruptedException;

    @Override
    void close() throws IOException;
}
