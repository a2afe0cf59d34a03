package badezimmer.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.zip.CRC32;

/**
 * What the programs promise, and how far a slow or busy machine may miss it: as many times the promise as this machine is
 * slow now, at most five, and 50 ms; with {@code acceptance.strict} not at all.
 */
final class Promise {

    private static final boolean STRICT = Boolean.getBoolean("acceptance.strict");
    private static final int MOST = 5;
    private static final Duration ALLOWANCE = Duration.ofMillis(50);
    private static final int SAMPLES = 50;
    /** What a quiet machine of two cores needs for the work and the round trip below. */
    private static final Duration WORK = Duration.ofMillis(2);

    private static final Duration ROUND_TRIP = Duration.ofNanos(60_000);

    private Promise() {}

    /** The longest time that is let pass for what is promised within {@code promised}. */
    static Duration within(Duration promised) {
        return STRICT ? promised : limit(promised, slowness());
    }

    static Duration limit(Duration promised, double slowness) {
        double factor = Math.clamp(slowness, 1, MOST);
        return Duration.ofNanos((long) (promised.toNanos() * factor)).plus(ALLOWANCE);
    }

    /** How many times slower than a quiet one this machine is now, in computing or in waking up for a datagram. */
    private static double slowness() {
        double computing = (double) ninetiethPercentile(Promise::work) / WORK.toNanos();
        double waking = (double) roundTrip() / ROUND_TRIP.toNanos();
        double slowness = Math.max(computing, waking);
        System.out.printf("FIGURE slowness of this machine: computing %.1f, round trip %.1f%n", computing, waking);
        return slowness;
    }

    private static long work() {
        long begun = System.nanoTime();
        byte[] data = new byte[4 * 1_024 * 1_024];
        CRC32 sum = new CRC32();
        sum.update(data);
        return sum.getValue() == 0 ? 0 : System.nanoTime() - begun;
    }

    private static long roundTrip() {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket here = new Socket(server.getInetAddress(), server.getLocalPort());
                Socket there = server.accept()) {
            here.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
            Thread echo = Thread.ofPlatform().daemon().start(() -> echo(there));
            long time = ninetiethPercentile(() -> ask(here));
            here.shutdownOutput();
            echo.join();
            return time;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static long ask(Socket socket) {
        try {
            long begun = System.nanoTime();
            socket.getOutputStream().write(1);
            socket.getInputStream().read();
            return System.nanoTime() - begun;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void echo(Socket socket) {
        try (InputStream in = socket.getInputStream()) {
            for (int c = in.read(); c >= 0; c = in.read()) {
                socket.getOutputStream().write(c);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long ninetiethPercentile(LongSupplier measured) {
        long[] times = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            times[i] = measured.getAsLong();
        }
        Arrays.sort(times);
        return times[SAMPLES * 9 / 10];
    }
}
