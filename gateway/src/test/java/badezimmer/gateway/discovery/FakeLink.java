package badezimmer.gateway.discovery;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.vertx.core.Future;

import badezimmer.gateway.link.Condition;
import badezimmer.gateway.link.Link;
import badezimmer.gateway.link.LinkListener;
import badezimmer.proto.BadezimmerRequest;
import badezimmer.proto.BadezimmerResponse;

/** A link that does what the test says. */
final class FakeLink implements Link {

    final List<List<InetSocketAddress>> announced = new ArrayList<>();
    private final LinkListener listener;
    private Condition condition = Condition.UNDECIDED;
    private InetAddress remote;
    boolean named = true;
    int pings;
    boolean closed;

    FakeLink(LinkListener listener) {
        this.listener = listener;
    }

    void up() {
        remote = announced.getLast().getFirst().getAddress();
        become(Condition.UP, "connected");
    }

    void upAt(String address) {
        remote = InetAddress.ofLiteral(address);
        become(Condition.UP, "connected");
    }

    void down() {
        become(Condition.DOWN, "it refuses connections");
    }

    void faulty() {
        become(Condition.FAULTY, "it answers garbage");
    }

    void seen() {
        listener.seen();
    }

    private void become(Condition now, String reason) {
        condition = now;
        listener.changed(now, reason);
    }

    @Override
    public Condition condition() {
        return condition;
    }

    @Override
    public boolean isProven() {
        return condition == Condition.UP && named;
    }

    @Override
    public Optional<InetAddress> remote() {
        return Optional.ofNullable(remote);
    }

    @Override
    public void announced(List<InetSocketAddress> addresses) {
        announced.add(addresses);
    }

    @Override
    public void retry() {}

    @Override
    public void ping() {
        pings++;
    }

    @Override
    public Future<BadezimmerResponse> send(Supplier<BadezimmerRequest> request, Duration timeout) {
        return Future.failedFuture("not here");
    }

    @Override
    public void close() {
        closed = true;
    }
}
