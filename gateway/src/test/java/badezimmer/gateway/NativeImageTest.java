package badezimmer.gateway;

import java.util.List;

import org.junit.jupiter.api.Test;

import badezimmer.device.testing.MainClasses;
import badezimmer.device.testing.StaticState;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NativeImageTest {

    @Test
    void noStaticStateOfTheGatewayIsUnfitForANativeImage() {
        List<Class<?>> classes = MainClasses.onTheClassPath();

        assertTrue(classes.contains(Gateway.class), () -> "not found among " + classes.size() + " classes");
        assertEquals(List.of(), StaticState.unfitForAnImage(classes));
    }
}
