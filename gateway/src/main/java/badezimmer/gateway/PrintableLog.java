package badezimmer.gateway;

import java.util.logging.Filter;
import java.util.logging.LogRecord;

import io.quarkus.logging.LoggingFilter;

import badezimmer.discovery.Printable;

/** Every log entry passes it on its way out: names and messages of peers show their control characters escaped. */
@LoggingFilter(name = "printable")
public final class PrintableLog implements Filter {

    @Override
    public boolean isLoggable(LogRecord entry) {
        Printable.make(entry);
        return true;
    }
}
