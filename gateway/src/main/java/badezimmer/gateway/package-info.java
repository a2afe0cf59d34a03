/** The gateway: finds the devices of the network, keeps in touch with them, and shows them to everybody on one port. */
package badezimmer.gateway;
