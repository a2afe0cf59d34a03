package badezimmer.gateway;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

import badezimmer.gateway.config.StartFailure;

/** Starts the gateway; what keeps it from starting is said in a sentence, with exit status 1. */
@QuarkusMain
public class Gateway {

    private Gateway() {}

    public static void main(String... args) {
        if (HealthProbe.isAsked(args)) {
            System.exit(HealthProbe.ask(args));
        }
        Quarkus.run(null, Gateway::exit, args);
    }

    private static void exit(int status, Throwable failure) {
        if (failure != null) {
            System.err.println(StartFailure.explain(failure));
        }
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(status, failure);
    }
}
