package badezimmer.gateway.command;

import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.DeviceCategory;
import badezimmer.proto.DeviceKind;
import badezimmer.proto.DeviceStatus;
import badezimmer.proto.LightLampActionRequest;
import badezimmer.proto.SendActuatorCommandRequest;

/**
 * What a command has to be before it is sent. A device of a category that this gateway does not know, and that does not
 * call itself a sensor, may be sent any action: it judges itself.
 */
final class CommandCheck {

    static final int MAX_BRIGHTNESS = 100;
    static final int MAX_COLOR = 0xFFFFFF;

    private CommandCheck() {}

    /** Throws {@link DeviceException} unless {@code device} can be sent {@code command}. */
    static void require(ConnectedDevice device, SendActuatorCommandRequest command) {
        if (device.getStatus() == DeviceStatus.OFFLINE_DEVICE_STATUS) {
            throw Errors.offline(device.getId(), "it does not answer or refuses connections");
        }
        if (device.getKind() == DeviceKind.SENSOR_KIND) {
            throw Errors.invalid(device.getDeviceName() + " is a sensor and takes no commands", "device_id");
        }
        switch (command.getActionCase()) {
            case LIGHT_ACTION -> {
                requireCategory(device, DeviceCategory.LIGHT_LAMP, "light_action");
                requireRanges(command.getLightAction());
            }
            case SINK_ACTION -> {
                requireCategory(device, DeviceCategory.SINK, "sink_action");
                requireAny(command.getSinkAction().hasTurnOn(), "sink_action", "turn_on");
            }
            case ACTION_NOT_SET -> throw Errors.invalid("the command holds no action", "action");
        }
    }

    private static void requireCategory(ConnectedDevice device, DeviceCategory needed, String action) {
        DeviceCategory category = device.getCategory();
        if (category != needed && category != DeviceCategory.UNKNOWN_CATEGORY) {
            throw Errors.invalid(device.getDeviceName() + " is a " + category + " and takes no " + action, action);
        }
    }

    private static void requireRanges(LightLampActionRequest action) {
        requireAny(
                action.hasTurnOn() || action.hasBrightness() || action.hasColor(),
                "light_action",
                "turn_on, brightness, color");
        int brightness = action.getBrightness();
        if (brightness < 0 || brightness > MAX_BRIGHTNESS) {
            throw Errors.outOfRange("brightness", Integer.toString(brightness), "0 to " + MAX_BRIGHTNESS);
        }
        int color = action.getColor().getValue();
        if (Integer.compareUnsigned(color, MAX_COLOR) > 0) {
            throw Errors.outOfRange("color", Integer.toUnsignedString(color), "0 to " + MAX_COLOR + " (0xRRGGBB)");
        }
    }

    private static void requireAny(boolean any, String action, String fields) {
        if (!any) {
            throw Errors.outOfRange(action, "empty", "at least one of " + fields);
        }
    }
}
