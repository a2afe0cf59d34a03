package badezimmer.device.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.channels.Channel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;

/**
 * Finds static state that must not be in a native image. Static initializers run when the image is built: a buffer, an
 * address, a thread or a random number made there is that of the machine that built it, and some of them end the build.
 */
public final class StaticState {

    private static final List<Class<?>> FORBIDDEN_TYPES = List.of(
            Buffer.class,
            ByteBuf.class,
            InetAddress.class,
            InetSocketAddress.class,
            NetworkInterface.class,
            RandomGenerator.class,
            Thread.class,
            Executor.class,
            Timer.class,
            Channel.class,
            InputStream.class,
            Socket.class,
            ServerSocket.class,
            DatagramSocket.class,
            HttpClient.class);

    /** Owners of methods, or methods, that a static initializer must not reach. */
    private static final Set<String> FORBIDDEN_CALLS = Set.of(
            "java/lang/System.nanoTime",
            "java/lang/System.currentTimeMillis",
            "java/lang/System.getenv",
            "java/lang/Math.random",
            "java/lang/ProcessHandle.current",
            "java/lang/Runtime.availableProcessors",
            "java/lang/Thread.<init>",
            "java/lang/Thread.ofVirtual",
            "java/lang/Thread.ofPlatform",
            "java/time/Instant.now",
            "java/time/LocalDate.now",
            "java/time/LocalDateTime.now",
            "java/time/ZonedDateTime.now",
            "java/time/Clock.instant",
            "java/time/Clock.millis",
            "java/time/InstantSource.instant",
            "java/time/ZoneId.systemDefault",
            "java/util/UUID.randomUUID",
            "java/util/Random.<init>",
            "java/util/Timer.<init>",
            "java/util/concurrent/Executors",
            "java/util/concurrent/ThreadLocalRandom",
            "java/security/SecureRandom.<init>",
            "java/net/InetAddress",
            "java/net/Inet4Address",
            "java/net/NetworkInterface",
            "java/nio/file/Files",
            "java/io/FileInputStream.<init>",
            "io/netty/buffer/Unpooled",
            "io/vertx/core/buffer/Buffer");

    private final Map<String, ClassModel> models = new HashMap<>();

    private StaticState() {}

    /**
     * Initializes each of these classes and looks at what their static fields hold and at what their static initializers
     * call, through classes of the list and no further.
     *
     * @return a sentence for each finding; empty if there is none
     */
    public static List<String> unfitForAnImage(Collection<Class<?>> classes) {
        StaticState state = new StaticState();
        classes.forEach(type -> state.models.put(internalName(type), parse(type)));
        List<String> findings = new ArrayList<>();
        for (Class<?> type : classes) {
            state.forbiddenCall(internalName(type))
                    .ifPresent(call ->
                            findings.add("The static initializer of %s reaches %s".formatted(type.getName(), call)));
            state.holders(type).forEach(findings::add);
        }
        return findings;
    }

    private List<String> holders(Class<?> type) {
        List<String> findings = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                forbiddenValue(value(field, null))
                        .ifPresent(found -> findings.add(
                                "%s.%s holds a %s".formatted(type.getName(), field.getName(), found.getName())));
            }
        }
        return findings;
    }

    private Optional<Class<?>> forbiddenValue(Object start) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> due = new ArrayDeque<>();
        Stream.ofNullable(start).forEach(due::add);
        while (!due.isEmpty()) {
            Object value = due.remove();
            if (seen.add(value)) {
                if (FORBIDDEN_TYPES.stream().anyMatch(type -> type.isInstance(value))) {
                    return Optional.of(value.getClass());
                }
                heldBy(value).forEach(due::add);
            }
        }
        return Optional.empty();
    }

    private Stream<Object> heldBy(Object value) {
        Stream<?> held = switch (value) {
            case Object[] array -> Stream.of(array);
            case Collection<?> elements -> elements.stream();
            case Map<?, ?> entries -> Stream.concat(entries.keySet().stream(), entries.values().stream());
            case Optional<?> optional -> optional.stream();
            default ->
                models.containsKey(internalName(value.getClass())) || isLambdaOfOurs(value.getClass())
                        ? Stream.of(value.getClass().getDeclaredFields())
                                .filter(field ->
                                        !field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers()))
                                .map(field -> value(field, value))
                        : Stream.empty();
        };
        return held.filter(Objects::nonNull).map(Object.class::cast);
    }

    private boolean isLambdaOfOurs(Class<?> type) {
        return type.isHidden() && models.containsKey(internalName(type).replaceFirst("\\$\\$Lambda.*", ""));
    }

    private Optional<String> forbiddenCall(String owner) {
        Set<String> seen = new HashSet<>();
        Deque<String[]> due = new ArrayDeque<>();
        due.add(new String[] {owner, "<clinit>"});
        while (!due.isEmpty()) {
            String[] method = due.remove();
            ClassModel model = models.get(method[0]);
            if (model == null || !seen.add(method[0] + "." + method[1])) {
                continue;
            }
            for (InvokeInstruction call : calls(model, method[1])) {
                String target = call.owner().asInternalName();
                String name = call.name().stringValue();
                if (FORBIDDEN_CALLS.contains(target) || FORBIDDEN_CALLS.contains(target + "." + name)) {
                    return Optional.of(target.replace('/', '.') + "." + name);
                }
                due.add(new String[] {target, name});
            }
        }
        return Optional.empty();
    }

    private static List<InvokeInstruction> calls(ClassModel model, String method) {
        return model.methods().stream()
                .filter(any -> any.methodName().equalsString(method))
                .map(MethodModel::code)
                .flatMap(Optional::stream)
                .flatMap(code -> code.elementStream())
                .filter(InvokeInstruction.class::isInstance)
                .map(InvokeInstruction.class::cast)
                .toList();
    }

    private static Object value(Field field, Object of) {
        try {
            field.setAccessible(true);
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    private static ClassModel parse(Class<?> type) {
        try (InputStream bytes = type.getResourceAsStream("/" + internalName(type) + ".class")) {
            return ClassFile.of().parse(bytes.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
