package badezimmer.device.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The classes on the class path that are part of a service: ours, neither generated from the schema nor for tests. */
public final class MainClasses {

    private static final String ROOT = "badezimmer";

    private MainClasses() {}

    /** Loads them, without initializing them. */
    public static List<Class<?>> onTheClassPath() {
        try {
            List<Class<?>> classes = new ArrayList<>();
            for (URL url : Collections.list(MainClasses.class.getClassLoader().getResources(ROOT))) {
                classes.addAll(in(url.toURI()));
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Class<?>> in(URI root) throws IOException {
        if (!root.getScheme().equals("jar")) {
            return below(Path.of(root));
        }
        try (FileSystem jar = FileSystems.newFileSystem(root, Map.of())) {
            return below(jar.getPath("/" + ROOT));
        }
    }

    private static List<Class<?>> below(Path root) throws IOException {
        if (root.toString().contains("test-classes")) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.getParent().relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .filter(name ->
                            !name.startsWith("badezimmer.proto.") && !name.startsWith("badezimmer.device.testing."))
                    .<Class<?>>map(MainClasses::load)
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, MainClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
