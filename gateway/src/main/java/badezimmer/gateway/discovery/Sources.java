package badezimmer.gateway.discovery;

import java.net.InetAddress;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

import badezimmer.discovery.Shares;
import badezimmer.discovery.Shares.Limit;

/** Who announced which of the devices that are listed, and which one makes room for another. */
final class Sources {

    /** Beyond so many times what one address may announce, there may be made-up devices among those that are listed. */
    private static final int CROWD = 8;
    /** Then an address has this part of it for devices that were never reached: those of a home are within moments. */
    private static final int SHARE = 16;

    private final Devices.Limits limits;
    private final Reached reached;
    private final Shares<Device> shares;

    /** @param remove takes a device off the list */
    Sources(Devices.Limits limits, Reached reached, Consumer<Device> remove) {
        this.limits = limits;
        this.reached = reached;
        this.shares =
                new Shares<>(limits.max(), limits.maxPerSource(), Shares.bytesFor(limits.max()), new Shares.Owner<>() {
                    @Override
                    public boolean mayGo(Device device) {
                        return !device.isHeld();
                    }

                    @Override
                    public void evict(Device device) {
                        remove.accept(device);
                    }

                    @Override
                    public void reached(Limit limit, InetAddress source) {
                        reached.now(limit, source);
                    }
                });
    }

    void add(Device device) {
        shares.put(device, device.source(), device.service().bytes());
    }

    /** @param source where it was added */
    void remove(Device device, InetAddress source) {
        shares.remove(device, source);
    }

    /** Makes room for a device announced from {@code source}; false if there is none, and nobody can go. */
    boolean makeRoom(InetAddress source, int bytes) {
        if (shares.size() >= CROWD * limits.maxPerSource()
                && unreached(source) >= Math.ceilDiv(limits.maxPerSource(), SHARE)) {
            reached.now(Limit.SOURCE, source);
            return false;
        }
        return shares.makeRoom(source, bytes);
    }

    /** Makes room for {@code device} to hold so much more; false if there is none, and nobody can go. */
    boolean makeRoomToGrow(Device device, int more) {
        return shares.makeRoomToGrow(device, device.source(), more);
    }

    private long unreached(InetAddress source) {
        return StreamSupport.stream(shares.of(source).spliterator(), false)
                .filter(device -> !device.wasReached())
                .count();
    }
}
