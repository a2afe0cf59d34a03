/** What is served over plain HTTP: devices, their changes as server-sent events, problems, the page. */
package badezimmer.gateway.rest;
