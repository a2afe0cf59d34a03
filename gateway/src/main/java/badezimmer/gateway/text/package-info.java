/** What others wrote, on its way into messages, headers and logs. */
package badezimmer.gateway.text;
