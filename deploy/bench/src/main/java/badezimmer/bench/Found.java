package badezimmer.bench;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Names that were found; thread-safe. */
final class Found {

    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(10);

    private final Set<String> names = new HashSet<>();

    synchronized void add(String name) {
        if (names.add(name)) {
            notifyAll();
        }
    }

    /** Waits 10 s at most. */
    synchronized boolean await(String name) throws InterruptedException {
        long deadline = System.currentTimeMillis() + PATIENCE;
        while (!names.contains(name) && System.currentTimeMillis() < deadline) {
            wait(Math.max(1, deadline - System.currentTimeMillis()));
        }
        return names.contains(name);
    }
}
