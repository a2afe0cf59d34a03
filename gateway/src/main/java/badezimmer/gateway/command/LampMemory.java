package badezimmer.gateway.command;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import badezimmer.discovery.Service;
import badezimmer.proto.Color;
import badezimmer.proto.LightLampActionRequest;

/**
 * Completes commands to lamps that take an absent field for zero (WIRE), with what the lamp announced or, if that is newer,
 * with what it was told. Its times are steady ones. Event loop only.
 */
final class LampMemory {

    private static final int LAMPS = 1_024;
    /** Older lamps announce in the middle of a change: what comes within this time after a command does not count. */
    private static final Duration UNSETTLED = Duration.ofMillis(500);
    /** From this version on a lamp keeps absent fields as they are. */
    private static final int KEEPS_ABSENT = 2;

    private record Told(LightLampActionRequest action, Instant at) {}

    private final Map<String, Told> told = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Told> eldest) {
            return size() > LAMPS;
        }
    };

    /** The action to send so that absent fields stay as they are; unchanged for a lamp that sees to that itself. */
    LightLampActionRequest complete(LightLampActionRequest action, Service lamp, Instant announcedAt) {
        if (lamp.version() >= KEEPS_ABSENT) {
            return action;
        }
        Told last = told.get(lamp.id());
        boolean newer = last != null && announcedAt.isBefore(last.at().plus(UNSETTLED));
        LightLampActionRequest known = newer ? last.action() : announced(lamp.properties());
        return known.toBuilder().mergeFrom(action).build();
    }

    /** Remembers what a lamp carried out. */
    void carriedOut(LightLampActionRequest action, Service lamp, Instant now) {
        if (lamp.version() < KEEPS_ABSENT) {
            told.put(lamp.id(), new Told(action, now));
        }
    }

    private static LightLampActionRequest announced(Map<String, String> properties) {
        LightLampActionRequest.Builder known = LightLampActionRequest.newBuilder();
        Optional.ofNullable(properties.get("is_on"))
                .map(text -> text.equalsIgnoreCase("true"))
                .ifPresent(known::setTurnOn);
        number(properties.get("brightness"))
                .filter(value -> value >= 0 && value <= CommandCheck.MAX_BRIGHTNESS)
                .ifPresent(known::setBrightness);
        number(properties.get("color"))
                .filter(value -> value >= 0 && value <= CommandCheck.MAX_COLOR)
                .ifPresent(value -> known.setColor(Color.newBuilder().setValue(value)));
        return known.build();
    }

    /** Reads {@code 16729907} as well as {@code 0xFF4733}: one lamp writes both. */
    private static Optional<Integer> number(String text) {
        try {
            return Optional.ofNullable(text).map(Integer::decode);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
