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
        private String key;
        private Service numbered;
        private Set<Long> numbers = Set.of();
        private Runnable afterwards = () -> {};

        private Member(Registration registration) {
            this.registration = registration;
            this.key = keyOf(registration);
            byName.computeIfAbsent(key, name -> new LinkedHashSet<>()).add(this);
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
            String now = keyOf(registration);
            if (registration.isGone() || !now.equals(key)) {
                withdraw();
            }
            if (!registration.isGone()) {
                key = now;
                byName.computeIfAbsent(key, unused -> new LinkedHashSet<>()).add(this);
            }
            agenda.schedule(this, registration.next());
            if (registration.isGone()) {
                afterwards.run();
            }
        }

        private void withdraw() {
            byName.computeIfPresent(key, (name, holders) -> holders.remove(this) && holders.isEmpty() ? null : holders);
        }

        private boolean isAskedFor(Set<String> names) {
            return names.contains(Names.key(registration.service().type())) || names.contains(key);
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

    private static final String EVERY_SERVICE = Names.keyOfDomain(Messages.EVERY_SERVICE);

    /** By {@link Names#key}, as the types are. */
    private final Map<String, Set<Member>> byName = new HashMap<>();

    private final Set<String> types = new HashSet<>();
    private final Agenda<Member> agenda = new Agenda<>();

    Member add(Registration registration) {
        types.add(Names.key(registration.service().type()));
        return new Member(registration);
    }

    /** Whether a service is registered under the name with this key. */
    boolean holds(String key) {
        return byName.containsKey(key);
    }

    /** Whether a service of the type with this key is or was registered here. */
    boolean hasType(String typeKey) {
        return types.contains(typeKey);
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    void heard(Heard heard, InetAddress source, long now) {
        named(heard.key()).forEach(member -> member.act(r -> r.heard(heard, source, now)));
    }

    void probed(Heard proposal, InetAddress source, long now) {
        named(proposal.key()).forEach(member -> member.act(r -> r.probed(proposal, source, now)));
    }

    /** Somebody asks for the names with these keys, and holds what these numbers stand for; the
     *  others are told at that moment. */
    void asked(Set<String> names, long moment, Set<Long> known, long asker, List<NetworkLink> links, long now) {
        for (Member member : all()) {
            if (names.contains(EVERY_SERVICE) || member.isAskedFor(names)) {
                boolean isKnown = member.isKnown(known, links);
                member.act(r -> {
                    if (isKnown) {
                        r.alreadyKnown(asker, now);
                    } else {
                        r.asked(moment, asker, now);
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

    private static String keyOf(Registration registration) {
        return Names.key(registration.service().fullName());
    }

    private Collection<Member> named(String key) {
        return List.copyOf(byName.getOrDefault(key, Set.of()));
    }

    private Collection<Member> all() {
        return byName.values().stream().flatMap(Set::stream).toList();
    }
}
