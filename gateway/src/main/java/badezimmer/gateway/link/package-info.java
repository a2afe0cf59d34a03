/** The connections to devices: one for each, kept open, and the life sign of its device. Owned by one event loop. */
package badezimmer.gateway.link;
