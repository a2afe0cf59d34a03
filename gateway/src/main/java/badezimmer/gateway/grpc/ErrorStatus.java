package badezimmer.gateway.grpc;

import com.google.protobuf.Any;
import com.google.rpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

import badezimmer.gateway.command.DeviceException;
import badezimmer.proto.ErrorCode;
import badezimmer.proto.ErrorDetails;

/** What a failed command is on gRPC: a status, and the details in the trailer {@code grpc-status-details-bin}. */
final class ErrorStatus {

    private ErrorStatus() {}

    static StatusRuntimeException of(Throwable failure) {
        if (failure instanceof DeviceException refused) {
            return of(refused.details());
        }
        return io.grpc.Status.INTERNAL
                .withDescription("the gateway failed")
                .withCause(failure)
                .asRuntimeException();
    }

    private static StatusRuntimeException of(ErrorDetails details) {
        return StatusProto.toStatusRuntimeException(Status.newBuilder()
                .setCode(codeOf(details.getCode()).value())
                .setMessage(details.getMessage())
                .addDetails(Any.pack(details))
                .build());
    }

    private static Code codeOf(ErrorCode code) {
        return switch (code) {
            case DEVICE_NOT_FOUND -> Code.NOT_FOUND;
            case INVALID_COMMAND, VALIDATION_ERROR -> Code.INVALID_ARGUMENT;
            case DEVICE_OFFLINE -> Code.UNAVAILABLE;
            case UNKNOWN_ERROR, UNRECOGNIZED -> Code.INTERNAL;
        };
    }
}
