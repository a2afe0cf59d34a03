/**
 * gRPC for browsers, after <a href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md">PROTOCOL-WEB</a>: from an
 * HTTP request to a call of a bound gRPC service and back; and answers, over native gRPC too, that are there before anybody
 * asks. Knows nothing of devices.
 */
package badezimmer.gateway.grpcweb;
