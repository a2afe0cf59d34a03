/** From a face's command to a device's answer: what is checked, what is sent, and what a refusal says. */
package badezimmer.gateway.command;
