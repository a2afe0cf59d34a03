package badezimmer.device;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;

/**
 * Asks a service of this host whether it is ready, for a container's health check: an image holds no shell and no HTTP
 * client but the service itself.
 */
final class HealthProbe {

    private static final int PATIENCE_MS = 2_000;

    private HealthProbe() {}

    /** Whether the program's last arguments are {@code --health PORT}; what comes before them does not matter. */
    static boolean isAsked(String... args) {
        return args.length >= 2 && args[args.length - 2].equals("--health");
    }

    /** The exit status for a health check: 0 if the service on the port named last says that it is ready, else 1 and why. */
    static int ask(String... args) {
        String port = args[args.length - 1];
        try {
            HttpURLConnection answer = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/q/health/ready")
                    .toURL()
                    .openConnection(Proxy.NO_PROXY);
            answer.setConnectTimeout(PATIENCE_MS);
            answer.setReadTimeout(PATIENCE_MS);
            if (answer.getResponseCode() == HttpURLConnection.HTTP_OK) {
                return 0;
            }
            System.err.println("Port " + port + " answers that it is not ready: HTTP " + answer.getResponseCode());
        } catch (IOException | RuntimeException e) {
            System.err.println("Nothing that is ready answers on port " + port + ": " + e.getMessage());
        }
        return 1;
    }
}
