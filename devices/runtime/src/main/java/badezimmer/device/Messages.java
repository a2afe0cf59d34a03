package badezimmer.device;

import io.quarkus.runtime.annotations.RegisterForReflection;

import badezimmer.proto.BadezimmerRequest;

/** Native image: protobuf reads its messages by reflection where it prints, merges or compares them. */
@RegisterForReflection(targets = BadezimmerRequest.class)
final class Messages {

    private Messages() {}
}
