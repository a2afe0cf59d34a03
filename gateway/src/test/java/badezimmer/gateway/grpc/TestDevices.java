package badezimmer.gateway.grpc;

import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceCategory;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.DeviceStatus;
import badezimmer.proto.TransportProtocol;

/** Devices as the registry may hold them. */
final class TestDevices {

    private TestDevices() {}

    static ConnectedDevice lamp(String name) {
        return device(name, "_lightlamp", DeviceKind.ACTUATOR_KIND, DeviceCategory.LIGHT_LAMP);
    }

    static ConnectedDevice toilet(String name) {
        return device(name, "_toilet", DeviceKind.SENSOR_KIND, DeviceCategory.TOILET);
    }

    private static ConnectedDevice device(String name, String type, DeviceKind kind, DeviceCategory category) {
        return ConnectedDevice.newBuilder()
                .setId(name + "@" + type + "._tcp.local.")
                .setDeviceName(name)
                .setKind(kind)
                .setCategory(category)
                .setStatus(DeviceStatus.ONLINE_DEVICE_STATUS)
                .addIps("127.0.0.1")
                .setPort(40_000)
                .setTransportProtocol(TransportProtocol.TCP_PROTOCOL)
                .putProperties("is_on", "true")
                .build();
    }
}
