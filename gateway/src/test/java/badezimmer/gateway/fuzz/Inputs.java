package badezimmer.gateway.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The inputs that a fuzz test starts from and those that it found, one a file, where Jazzer looks for them. They are run
 * through the test in every build, without Jazzer.
 */
public final class Inputs {

    private Inputs() {}

    /** Those of the class's only fuzz test, {@code method}, by their file names. */
    public static Stream<Named<byte[]>> of(Class<?> test, String method) {
        Path directory = Path.of(
                "src/test/resources", test.getPackageName().replace('.', '/'), test.getSimpleName() + "Inputs", method);
        try (Stream<Path> files = Files.list(directory)) {
            List<Named<byte[]>> inputs = files.sorted()
                    .map(file -> Named.of(file.getFileName().toString(), bytes(file)))
                    .toList();
            assertTrue(!inputs.isEmpty(), () -> "no inputs in " + directory);
            return inputs.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
