package badezimmer.device;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts a device; what keeps it from starting is said in a sentence, with exit status 1. */
@QuarkusMain
public class DeviceMain {

    public static void main(String... args) {
        if (HealthProbe.isAsked(args)) {
            System.exit(HealthProbe.ask(args));
        }
        Quarkus.run(null, DeviceMain::exit, args);
    }

    private static void exit(int status, Throwable failure) {
        if (failure != null) {
            System.err.println(StartFailure.explain(failure));
        }
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(status, failure);
    }
}
