package badezimmer.swarm;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.quarkus.runtime.annotations.QuarkusMain;

import badezimmer.device.DeviceMain;

/** Starts a swarm: {@code --devices 1000} is {@code -Dbadezimmer.swarm.devices=1000}, and so for every key of it. */
@QuarkusMain(name = "swarm")
public class SwarmMain {

    private static final Set<String> OPTIONS = Set.of("--devices", "--kinds", "--update-interval", "--churn");

    public static void main(String... args) {
        DeviceMain.main(configure(args));
    }

    /** Takes the options as configuration and gives back what is none of them. */
    static String[] configure(String... args) {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < args.length; i++) {
            if (OPTIONS.contains(args[i]) && i + 1 < args.length) {
                System.setProperty("badezimmer.swarm." + args[i].substring(2), args[++i]);
            } else {
                others.add(args[i]);
            }
        }
        return others.toArray(String[]::new);
    }
}
