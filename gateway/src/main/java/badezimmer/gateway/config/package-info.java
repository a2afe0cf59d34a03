/** Every knob of the gateway, with its default, checked at start. */
package badezimmer.gateway.config;
