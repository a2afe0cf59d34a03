package badezimmer.gateway.discovery;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import badezimmer.discovery.DiscoveryEvent.Announced;
import badezimmer.discovery.Names;
import badezimmer.discovery.Service;

/** Which device is at which address and port: one endpoint is one device. Event loop only. */
final class Endpoints {

    private final Map<InetSocketAddress, Device> holders = new HashMap<>();
    private final Map<Device, List<InetSocketAddress>> held = new HashMap<>();

    /** Takes where a device is now; what another one holds stays the other's. */
    void update(Device device) {
        List<InetSocketAddress> now = device.endpoints();
        if (!now.equals(held.get(device))) {
            release(device);
            now.forEach(endpoint -> holders.putIfAbsent(endpoint, device));
            held.put(device, now);
        }
    }

    void release(Device device) {
        held.getOrDefault(device, List.of()).forEach(endpoint -> holders.remove(endpoint, device));
        held.remove(device);
    }

    /** Who is at the endpoint that another name is announced at; what one host announces for another says nothing of it. */
    Optional<Device> holder(Announced heard) {
        Service service = heard.service();
        boolean ownWord = service.addresses().isEmpty() || service.addresses().contains(heard.source());
        return Optional.ofNullable(holders.get(new InetSocketAddress(heard.source(), service.port())))
                .filter(holder -> ownWord && !Names.same(holder.id(), service.id()));
    }
}
