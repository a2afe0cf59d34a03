/** What the faces over HTTP share. */
package badezimmer.gateway.http;
