package badezimmer.gateway.registry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a client of the events has come, written {@code <sequence>-<life>}.
 *
 * @param sequence the number of the last change that it was told
 * @param life the run of the gateway that counted it: where the clock was set back, another run may count the same numbers
 */
public record EventId(long sequence, String life) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})-([0-9a-f]{8})");

    /** Reads what a client sent; empty if it is not of this form. */
    public static Optional<EventId> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new EventId(Long.parseLong(matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return sequence + "-" + life;
    }
}
