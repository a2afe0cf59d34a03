package badezimmer.discovery;

import java.util.List;
import java.util.function.Predicate;

/** Nodes on a simulated network. */
abstract class SimulatedNodes {

    final SimulatedNetwork network = new SimulatedNetwork(7);

    long firstProbe(SimulatedNetwork.Host host) {
        return times(SimulatedNetwork.Sent::isProbe, host).getFirst();
    }

    List<Long> times(Predicate<SimulatedNetwork.Sent> which, SimulatedNetwork.Host host) {
        return network.sent.stream()
                .filter(s -> s.host() == host && which.test(s))
                .map(SimulatedNetwork.Sent::at)
                .toList();
    }

    static String brightness(SimulatedNetwork.Sent sent) {
        return sent.message().getQueryResponse().getAdditionalRecordsList().stream()
                .filter(record -> record.hasTxtRecord())
                .map(record -> record.getTxtRecord().getEntriesOrThrow("brightness"))
                .findFirst()
                .orElseThrow();
    }

    static String name(SimulatedNetwork.Sent sent) {
        String fullName =
                sent.message().getQueryResponse().getAnswers(0).getPtrRecord().getDomainName();
        return fullName.substring(0, fullName.indexOf('.'));
    }
}
