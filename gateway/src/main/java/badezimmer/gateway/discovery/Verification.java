package badezimmer.gateway.discovery;

import java.util.function.Consumer;

import badezimmer.gateway.link.Condition;
import badezimmer.gateway.link.LinkListener;

/**
 * Listens to a link that is only opened to see whether somebody is there and answers as this device.
 *
 * @param outcome is told once the link knows
 */
record Verification(String id, Consumer<Condition> outcome) implements LinkListener {

    @Override
    public void changed(Condition condition, String reason) {
        outcome.accept(condition);
    }

    @Override
    public void opened() {}

    @Override
    public void mistaken(String what) {}

    @Override
    public void seen() {}
}
