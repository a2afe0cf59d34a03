package badezimmer.device;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import com.google.protobuf.Descriptors.Descriptor;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.junit.jupiter.api.Test;

import badezimmer.proto.BadezimmerProto;

import static org.junit.jupiter.api.Assertions.assertEquals;

class MessagesTest {

    @Test
    void everyMessageOfTheSchemaIsRegistered() {
        RegisterForReflection registration = Messages.class.getAnnotation(RegisterForReflection.class);

        Set<String> registered =
                Arrays.stream(registration.targets()).map(Class::getSimpleName).collect(Collectors.toSet());

        assertEquals(
                BadezimmerProto.getDescriptor().getMessageTypes().stream()
                        .map(Descriptor::getName)
                        .collect(Collectors.toSet()),
                registered);
    }
}
