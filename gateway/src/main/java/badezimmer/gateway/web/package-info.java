/** The dashboard's files, as the gateway serves them: compressed beforehand, cached for ever where their names change with them. */
package badezimmer.gateway.web;
