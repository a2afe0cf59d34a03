/** The gRPC service: lists devices, watches them, commands them. Native gRPC and gRPC-Web share it. */
package badezimmer.gateway.grpc;
