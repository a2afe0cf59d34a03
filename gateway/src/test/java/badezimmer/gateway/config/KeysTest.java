package badezimmer.gateway.config;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class KeysTest {

    @Test
    void areThoseOfTheConfiguration() {
        SortedSet<String> keys = new TreeSet<>();
        collect("badezimmer", GatewayConfig.class, keys);
        assertEquals(keys, Keys.ALL);
    }

    @Test
    void findsVariablesThatOnlyLookLikeOurs() {
        Map<String, String> environment = Map.of(
                "BADEZIMMER_COMAND_TIMEOUT", "5s",
                "BADEZIMMER_COMMAND_TIMEOUT", "5s",
                "BADEZIMMER_REGISTRY_FORGET_OFFLINE_AFTER", "1h",
                "HOME", "/root");
        assertEquals(new TreeSet<>(java.util.Set.of("BADEZIMMER_COMAND_TIMEOUT")), Keys.strangers(environment));
    }

    private static void collect(String prefix, Class<?> group, SortedSet<String> into) {
        for (Method method : group.getMethods()) {
            String key =
                    prefix + "." + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
            if (method.getReturnType().getEnclosingClass() == GatewayConfig.class) {
                collect(key, method.getReturnType(), into);
            } else {
                into.add(key);
            }
        }
    }
}
