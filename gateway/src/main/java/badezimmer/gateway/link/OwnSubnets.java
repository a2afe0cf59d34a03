package badezimmer.gateway.link;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.quarkus.logging.Log;

/** The subnets of this host's interfaces that are up, read again at most every second. One thread only. */
public final class OwnSubnets implements Supplier<List<Subnet>> {

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private List<Subnet> subnets = List.of();
    private long readAt;

    @Override
    public List<Subnet> get() {
        long now = System.nanoTime();
        if (subnets.isEmpty() || now - readAt > FRESH_NANOS) {
            subnets = read();
            readAt = now;
        }
        return subnets;
    }

    private static List<Subnet> read() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(OwnSubnets::isUp)
                    .flatMap(OwnSubnets::subnetsOf)
                    .toList();
        } catch (SocketException e) {
            Log.warnf("The interfaces of this host cannot be read (%s): no device is connected to", e.getMessage());
            return List.of();
        }
    }

    private static boolean isUp(NetworkInterface candidate) {
        try {
            return candidate.isUp();
        } catch (SocketException e) {
            return false;
        }
    }

    private static Stream<Subnet> subnetsOf(NetworkInterface of) {
        return of.getInterfaceAddresses().stream()
                .map(address -> new Subnet(address.getAddress(), address.getNetworkPrefixLength()));
    }
}
