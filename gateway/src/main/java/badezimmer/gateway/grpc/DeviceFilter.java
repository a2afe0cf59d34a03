package badezimmer.gateway.grpc;

import java.util.Optional;
import java.util.function.Predicate;

import badezimmer.discovery.Names;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.ListConnectedDevicesRequest;
import badezimmer.proto.WatchDevicesRequest;

/**
 * Which devices a caller wants to see.
 *
 * @param kind of this kind alone
 * @param name with this in the name alone, as names are compared ({@link Names#key})
 */
record DeviceFilter(Optional<DeviceKind> kind, Optional<String> name) implements Predicate<ConnectedDevice> {

    static DeviceFilter of(ListConnectedDevicesRequest request) {
        return new DeviceFilter(
                request.hasFilterKind() ? Optional.of(request.getFilterKind()) : Optional.empty(),
                request.hasFilterName() ? Optional.of(Names.key(request.getFilterName())) : Optional.empty());
    }

    static DeviceFilter of(WatchDevicesRequest request) {
        return new DeviceFilter(
                request.hasFilterKind() ? Optional.of(request.getFilterKind()) : Optional.empty(),
                request.hasFilterName() ? Optional.of(Names.key(request.getFilterName())) : Optional.empty());
    }

    boolean wantsAll() {
        return kind.isEmpty() && name.isEmpty();
    }

    @Override
    public boolean test(ConnectedDevice device) {
        return kind.map(wanted -> wanted == device.getKind()).orElse(true)
                && name.map(Names.key(device.getDeviceName())::contains).orElse(true);
    }
}
