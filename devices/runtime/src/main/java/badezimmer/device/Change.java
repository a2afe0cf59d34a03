package badezimmer.device;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A device's state on its way from what it is to what a command wants: every field is checked before the first one
 * takes effect, so a command is done whole or not at all. Not thread-safe.
 *
 * @param <S> the state, an immutable value
 */
public final class Change<S> {

    private final String action;
    private final List<String> sentences = new ArrayList<>();
    private S state;
    private Outcome refusal;

    private Change(String action, S state) {
        this.action = action;
        this.state = state;
    }

    /**
     * A change that changes nothing yet.
     *
     * @param action the action's name in the schema, e.g. {@code light_action}
     * @param now the state to start from; what no field sets, stays
     */
    public static <S> Change<S> of(String action, S now) {
        return new Change<>(action, now);
    }

    /** Refuses the whole command unless the value of this field lies between the bounds, both allowed. */
    public Change<S> within(String field, long value, long min, long max) {
        if (refusal == null && (value < min || value > max)) {
            refusal = Outcome.invalid(field, value, min + " to " + max);
        }
        return this;
    }

    /**
     * Takes one field over.
     *
     * @param sentence what is then done, for people
     */
    public Change<S> set(UnaryOperator<S> effect, String sentence) {
        state = effect.apply(state);
        sentences.add(sentence);
        return this;
    }

    /** Hands the new state to the driver, unless something was refused or no field was set. */
    public Outcome applyTo(Consumer<S> driver) {
        if (refusal != null) {
            return refusal;
        }
        if (sentences.isEmpty()) {
            return Outcome.invalid(action, "empty", "at least one field set");
        }
        driver.accept(state);
        return new Outcome.Done(String.join(" ", sentences));
    }
}
