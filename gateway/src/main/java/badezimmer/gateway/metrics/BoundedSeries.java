package badezimmer.gateway.metrics;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.config.MeterFilter;

/**
 * Refuses the meters of Vert.x that have a series for each peer: who sends a datagram chooses the address that it comes
 * from, and so could fill the memory.
 */
class BoundedSeries {

    @Produces
    @Singleton
    MeterFilter noDatagrams() {
        return MeterFilter.denyNameStartsWith("udp.");
    }
}
