package dev.chatchannel.websocket;

import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.channels.CompletionHandler;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The way to the sockets below the sessions of one version of Tomcat.
 *
 * <p>Why: the standard API takes a text as a String, so each reader's copy is encoded anew, and Tomcat completes each
 * asynchronous send on another thread. Both cost more than the write itself. What is used of Tomcat is looked for by name; when
 * anything is missing the standard API serves, and nothing but speed is lost.
 */
final class TomcatSockets {
    private static final Logger LOG = System.getLogger(TomcatSockets.class.getName());
    private static final String REMOTE = "org.apache.tomcat.websocket.WsRemoteEndpointBase";
    private static final String ENDPOINT = "org.apache.tomcat.websocket.server.WsRemoteEndpointImplServer";
    private static final String SOCKET = "org.apache.tomcat.util.net.SocketWrapperBase";
    private static final String PLAIN_CHANNEL = "org.apache.tomcat.util.net.NioChannel";
    private static final long NO_TIMEOUT = 0; // the heartbeat watches
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
    private static final MethodType WRITER =
            MethodType.methodType(Object.class, Object.class, CompletionHandler.class, ByteBuffer[].class);

    private final MethodHandle endpoint;
    private final MethodHandle socket;
    private final MethodHandle semaphore;
    private final MethodHandle asynchronous;
    private final MethodHandle channel;
    private final MethodHandle below;
    private final Class<?> plain;
    private final MethodHandle write;
    private final Object notDone;

    private TomcatSockets(ClassLoader tomcat) throws ReflectiveOperationException {
        Class<?> server = tomcat.loadClass(ENDPOINT);
        Class<?> wrapper = tomcat.loadClass(SOCKET);
        endpoint = getter(tomcat.loadClass(REMOTE), "base");
        socket = getter(server, "socketWrapper");
        semaphore = getter(server.getSuperclass(), "messagePartInProgress");
        asynchronous = MethodHandles.lookup().unreflect(wrapper.getMethod("hasAsyncIO")).asType(GETTER);
        channel = MethodHandles.lookup().unreflect(wrapper.getMethod("getSocket")).asType(GETTER);
        plain = tomcat.loadClass(PLAIN_CHANNEL);
        below = MethodHandles.lookup().unreflect(plain.getMethod("getIOChannel")).asType(GETTER);
        write = writer(wrapper);
        notDone = constant(wrapper, "CompletionState", "NOT_DONE");
    }

    /** @return empty when the session is not Tomcat's, or of a Tomcat that is built otherwise */
    static Optional<TomcatSockets> below(Session session) {
        Class<?> remote = session.getAsyncRemote().getClass();
        if (remote.getSuperclass() == null || !remote.getSuperclass().getName().equals(REMOTE)) return Optional.empty();
        try {
            return Optional.of(new TomcatSockets(remote.getClassLoader()));
        } catch (ReflectiveOperationException | RuntimeException unknown) {
            LOG.log(Level.WARNING, "This Tomcat is built in another way than those we know, so sending is slower: " + unknown);
            return Optional.empty();
        }
    }

    /** @return empty when an extension changes what is written, or the connector cannot write without waiting */
    Optional<TomcatSocket> of(Session session) {
        if (!session.getNegotiatedExtensions().isEmpty()) return Optional.empty();
        Object base = get(endpoint, session.getAsyncRemote());
        Object wrapper = get(socket, base);
        if (!(boolean) get(asynchronous, wrapper)) return Optional.empty();
        return Optional.of(new TomcatSocket(session, this, wrapper, plainChannel(wrapper), (Semaphore) get(semaphore, base)));
    }

    /** @return null when what is written must be encrypted, or the connector is not made of such channels */
    private SocketChannel plainChannel(Object wrapper) {
        Object found = get(channel, wrapper);
        return found.getClass() == plain ? (SocketChannel) get(below, found) : null;
    }

    /** @return false when somebody else is writing: nothing was done, and the handler is not called */
    boolean write(Object socket, ByteBuffer frames, CompletionHandler<Long, Void> handler) {
        try {
            Object state = write.invokeExact(socket, (CompletionHandler<?, ?>) handler, new ByteBuffer[] {frames});
            return state != notDone;
        } catch (Throwable broken) {
            throw unchecked(broken);
        }
    }

    private static Object get(MethodHandle getter, Object from) {
        try {
            return getter.invokeExact(from);
        } catch (Throwable broken) {
            throw unchecked(broken);
        }
    }

    private static RuntimeException unchecked(Throwable broken) {
        if (broken instanceof Error error) throw error;
        return broken instanceof RuntimeException known ? known : new IllegalStateException(broken);
    }

    private static MethodHandle getter(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return MethodHandles.lookup().unreflectGetter(field).asType(GETTER);
    }

    /** @return takes socket, handler and frames; gives how far it came */
    private static MethodHandle writer(Class<?> wrapper) throws ReflectiveOperationException {
        MethodType type = MethodType.methodType(inner(wrapper, "CompletionState"), inner(wrapper, "BlockingMode"), long.class,
                TimeUnit.class, Object.class, inner(wrapper, "CompletionCheck"), CompletionHandler.class, ByteBuffer[].class);
        Object whenAllIsWritten = wrapper.getField("COMPLETE_WRITE_WITH_COMPLETION").get(null);
        MethodHandle vectored = MethodHandles.lookup().findVirtual(wrapper, "write", type).asFixedArity();
        return MethodHandles.insertArguments(vectored, 1,
                constant(wrapper, "BlockingMode", "NON_BLOCK"), NO_TIMEOUT, TimeUnit.MILLISECONDS, null, whenAllIsWritten).asType(WRITER);
    }

    private static Object constant(Class<?> wrapper, String type, String name) throws ClassNotFoundException {
        return Arrays.stream(inner(wrapper, type).getEnumConstants()).filter(one -> one.toString().equals(name)).findFirst().orElseThrow();
    }

    private static Class<?> inner(Class<?> wrapper, String name) throws ClassNotFoundException {
        return wrapper.getClassLoader().loadClass(wrapper.getName() + "$" + name);
    }
}
