/**
 * The gateway's picture of the network: what is announced, whom to believe, and what the links say of it. Everything here
 * is owned by the event loop of the multicast transport.
 */
package badezimmer.gateway.discovery;
