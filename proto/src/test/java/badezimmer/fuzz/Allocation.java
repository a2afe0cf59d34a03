package badezimmer.fuzz;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;

/** Counts the bytes that this thread has allocated since the count was begun. */
public final class Allocation {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long before = THREADS.getCurrentThreadAllocatedBytes();

    public long bytes() {
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
