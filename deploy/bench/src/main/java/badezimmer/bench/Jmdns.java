package badezimmer.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;

import javax.jmdns.JmDNS;
import javax.jmdns.ServiceEvent;
import javax.jmdns.ServiceInfo;
import javax.jmdns.ServiceListener;

/** JmDNS, with the same kind of service. */
final class Jmdns implements Discoverer, ServiceListener {

    private static final int PORT = 5_353;
    private static final String TYPE = "_lightlamp._tcp.local.";

    private final Found found = new Found();
    private final JmDNS device;
    private final JmDNS finder;

    Jmdns() throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        device = JmDNS.create(loopback, "device");
        finder = JmDNS.create(loopback, "finder");
        finder.addServiceListener(TYPE, this);
    }

    @Override
    public int port() {
        return PORT;
    }

    @Override
    public void register(String name) throws IOException {
        device.registerService(ServiceInfo.create(
                TYPE, name, 40_000, 0, 0, Map.of("is_on", "true", "brightness", "70", "color", "0xFFFFFF")));
    }

    @Override
    public boolean awaitFound(String name) throws InterruptedException {
        return found.await(name);
    }

    @Override
    public void serviceAdded(ServiceEvent event) {
        // Its address and properties are another question; without it they come only for who asks.
        finder.requestServiceInfo(event.getType(), event.getName());
    }

    @Override
    public void serviceRemoved(ServiceEvent event) {}

    @Override
    public void serviceResolved(ServiceEvent event) {
        found.add(event.getName());
    }

    @Override
    public void close() throws IOException {
        device.close();
        finder.close();
    }
}
