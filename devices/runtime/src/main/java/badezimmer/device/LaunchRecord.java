package badezimmer.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;

import io.quarkus.logging.Log;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;

/**
 * Tells the launcher where this service answers: started with {@code -Dlaunched.as=PATH} it writes its URL to
 * {@code PATH.url}. The log can't tell it, since peers choose the names that are written there.
 */
@Singleton
class LaunchRecord {

    private static final String LAUNCHED_AS = "launched.as";

    void write(@ObservesAsync HttpServerStart started, HttpServer server) {
        String path = System.getProperty(LAUNCHED_AS);
        if (path == null) {
            return;
        }
        String host = started.options().getHost();
        boolean isWildcard = host.equals("0.0.0.0") || host.equals("::");
        String url = "http://" + (isWildcard ? "127.0.0.1" : host) + ":" + server.getPort();
        try {
            Path unfinished = Files.writeString(Path.of(path + ".url.new"), url + "\n");
            Files.move(unfinished, Path.of(path + ".url"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            Log.warnf("The launcher is not told the URL of this service: %s", e);
        }
    }
}
