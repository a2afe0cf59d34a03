package badezimmer.gateway;

import java.nio.file.Files;
import java.nio.file.Path;

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
        if (DeviceTable.isAsked(args)) {
            System.exit(DeviceTable.print(args));
        }
        if (!Files.isWritable(Path.of(System.getProperty("java.io.tmpdir")))) {
            doWithoutFiles();
        }
        Quarkus.run(null, Gateway::exit, args);
    }

    /** Vert.x writes the files of the API's page down before it serves them, and otherwise nothing. */
    private static void doWithoutFiles() {
        System.err.println(System.getProperty("java.io.tmpdir") + " can't be written to: there will be no page /docs");
        System.setProperty("quarkus.vertx.classpath-resolving", "false");
        System.setProperty("quarkus.vertx.caching", "false");
    }

    private static void exit(int status, Throwable failure) {
        if (failure != null) {
            System.err.println(StartFailure.explain(failure));
        }
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(status, failure);
    }
}
