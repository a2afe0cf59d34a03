package badezimmer.gateway.registry;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;

import com.google.protobuf.ByteString;

import badezimmer.discovery.Names;
import badezimmer.proto.ConnectedDevice;
import badezimmer.proto.ListConnectedDevicesResponse;

/**
 * A part of the list: devices in the order of their ids, after the one that a token names. A device that comes or goes between
 * two pages moves none of the others: what is there all the time is on exactly one page.
 *
 * @param size how many devices at the most; 0: all that follow
 * @param after the key of the last device of the page before; empty for the first page
 */
public record Page(int size, String after) {

    /** Every device. */
    public static final Page WHOLE = new Page(0, "");

    /**
     * What a client asks for.
     *
     * @throws IllegalArgumentException with a sentence for people, if it is not allowed
     */
    public static Page of(int size, String token) {
        if (size < 0) {
            throw new IllegalArgumentException("page_size must be 0 or more, was " + size);
        }
        return new Page(size, token.isEmpty() ? "" : key(token));
    }

    /** The bytes of a {@link ListConnectedDevicesResponse}. */
    public ByteString of(Snapshot snapshot, Predicate<ConnectedDevice> wanted) {
        List<DeviceEntry> follow = snapshot.devices().stream()
                .filter(entry -> entry.key().compareTo(after) > 0)
                .filter(entry -> wanted.test(entry.device()))
                .limit(size == 0 ? Integer.MAX_VALUE : size + 1L)
                .toList();
        if (size == 0 || follow.size() <= size) {
            return ListBytes.of(follow.toArray(DeviceEntry[]::new));
        }
        List<DeviceEntry> page = follow.subList(0, size);
        return ListBytes.of(page.toArray(DeviceEntry[]::new))
                .concat(ListConnectedDevicesResponse.newBuilder()
                        .setNextPageToken(token(page.getLast().key()))
                        .build()
                        .toByteString());
    }

    private static String token(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String key(String token) {
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(token);
            String key = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded))
                    .toString();
            if (key.contains("@") && key.equals(Names.key(key))) {
                return key;
            }
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // It is none of ours.
        }
        throw new IllegalArgumentException("page_token must be the next_page_token of the page before");
    }
}
