package badezimmer.gateway.grpc;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import badezimmer.proto.DeviceEvent;

/** What one watcher sees of the changes: a device that its filter no longer lets through is removed, as far as it knows. */
final class FilteredEvents {

    private final DeviceFilter filter;
    private final Set<String> shown = new HashSet<>();

    FilteredEvents(DeviceFilter filter) {
        this.filter = filter;
    }

    /** The event as the watcher sees it; empty if it does not. */
    Optional<DeviceEvent> see(DeviceEvent event) {
        return switch (event.getEventCase()) {
            case CHANGED -> seeChange(event);
            case REMOVED -> shown.remove(event.getRemoved()) ? Optional.of(event) : Optional.empty();
            case SNAPSHOT_COMPLETE, EVENT_NOT_SET -> Optional.of(event);
        };
    }

    private Optional<DeviceEvent> seeChange(DeviceEvent event) {
        String id = event.getChanged().getId();
        if (filter.test(event.getChanged())) {
            shown.add(id);
            return Optional.of(event);
        }
        return shown.remove(id) ? Optional.of(event.toBuilder().setRemoved(id).build()) : Optional.empty();
    }
}
