package badezimmer.discovery;

import java.net.InetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The registrations of a node, by name and by when they want to act. */
final class OwnServices {

    /** One registration; whatever is done to it, it is found under its present name and woken when it asks to be. */
    final class Member {

        private final Registration registration;
        private String fullName;
        private Service numbered;
        private Set<Long> numbers = Set.of();
        private Runnable afterwards = () -> {};

        private Member(Registration registration) {
            this.registration = registration;
            this.fullName = registration.service().fullName();
            byName.computeIfAbsent(fullName, name -> new LinkedHashSet<>()).add(this);
            agenda.schedule(this, registration.next());
        }

        Registration registration() {
            return registration;
        }

        void update(Map<String, String> properties, long now) {
            act(r -> r.update(properties, now));
        }

        void announce(long now) {
            act(r -> r.announce(now));
        }

        void leave(long now) {
            act(r -> r.leave(now));
        }

        /** Says goodbye; {@code afterwards} runs when that was done three times. */
        void leave(Runnable afterwards, long now) {
            this.afterwards = afterwards;
            leave(now);
        }

        private void act(Consumer<Registration> action) {
            action.accept(registration);
            String name = registration.service().fullName();
            if (registration.isGone() || !name.equals(fullName)) {
                withdraw();
            }
            if (!registration.isGone()) {
                fullName = name;
                byName.computeIfAbsent(fullName, unused -> new LinkedHashSet<>())
                        .add(this);
            }
            agenda.schedule(this, registration.next());
            if (registration.isGone()) {
                afterwards.run();
            }
        }

        private void withdraw() {
            byName.computeIfPresent(
                    fullName, (name, holders) -> holders.remove(this) && holders.isEmpty() ? null : holders);
        }

        private boolean isAskedFor(Set<String> names) {
            Service service = registration.service();
            return names.contains(service.type()) || names.contains(service.fullName());
        }

        /** Whether the asker holds the service as one of our links announces it. */
        private boolean isKnown(Set<Long> known, List<NetworkLink> links) {
            if (known.isEmpty()) {
                return false;
            }
            Service service = registration.service();
            if (service != numbered) {
                numbered = service;
                numbers = new HashSet<>();
                links.forEach(link -> numbers.add(KnownAnswer.of(service.at(link.addresses()))));
            }
            return numbers.stream().anyMatch(known::contains);
        }
    }

    private static final String EVERY_SERVICE = Records.withFinalDot(Messages.EVERY_SERVICE);

    private final Map<String, Set<Member>> byName = new HashMap<>();
    private final Set<String> types = new HashSet<>();
    private final Agenda<Member> agenda = new Agenda<>();

    Member add(Registration registration) {
        types.add(registration.service().type());
        return new Member(registration);
    }

    boolean holds(String fullName) {
        return byName.containsKey(fullName);
    }

    /** Whether a service of this type is or was registered here. */
    boolean hasType(String type) {
        return types.contains(type);
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    void heard(Heard heard, InetAddress source, long now) {
        named(heard.fullName()).forEach(member -> member.act(r -> r.heard(heard, source, now)));
    }

    void probed(Heard proposal, InetAddress source, long now) {
        named(proposal.fullName()).forEach(member -> member.act(r -> r.probed(proposal, source, now)));
    }

    /** Somebody asks for these names, each with its final dot, and holds what these numbers stand for; the
     *  others are told at that moment. */
    void asked(Set<String> names, long moment, Set<Long> known, long asker, List<NetworkLink> links) {
        for (Member member : all()) {
            if (names.contains(EVERY_SERVICE) || member.isAskedFor(names)) {
                boolean isKnown = member.isKnown(known, links);
                member.act(r -> {
                    if (isKnown) {
                        r.alreadyKnown(asker);
                    } else {
                        r.asked(moment, asker);
                    }
                });
            }
        }
    }

    void linksChanged(long now) {
        all().forEach(member -> {
            member.numbered = null;
            member.act(r -> r.linksChanged(now));
        });
    }

    void leave(long now) {
        all().forEach(member -> member.leave(now));
    }

    long next() {
        return agenda.next();
    }

    void wake(long now) {
        for (Member member = agenda.poll(now); member != null; member = agenda.poll(now)) {
            member.act(r -> r.wake(now));
        }
    }

    private Collection<Member> named(String fullName) {
        return List.copyOf(byName.getOrDefault(fullName, Set.of()));
    }

    private Collection<Member> all() {
        return byName.values().stream().flatMap(Set::stream).toList();
    }
}
