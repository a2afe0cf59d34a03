/** What the gateway counts, for {@code /q/metrics}. */
package badezimmer.gateway.metrics;
