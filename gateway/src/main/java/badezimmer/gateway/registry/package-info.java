/**
 * What the gateway knows of the network: one immutable snapshot, replaced on change, and the watchers that are told.
 */
package badezimmer.gateway.registry;
