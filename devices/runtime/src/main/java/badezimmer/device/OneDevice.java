package badezimmer.device;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import io.quarkus.arc.DefaultBean;
import io.vertx.core.Future;

/** A process is a device. */
@Singleton
@DefaultBean
class OneDevice implements Residents {

    private final Instance<Device> device;
    private final DeviceConfig config;

    OneDevice(Instance<Device> device, DeviceConfig config) {
        this.device = device;
        this.config = config;
    }

    @Override
    public Future<Void> moveIn(DeviceHost host) {
        Device only = device.get();
        return host.add(only, config.name().orElse(only.identity().name())).appear();
    }
}
