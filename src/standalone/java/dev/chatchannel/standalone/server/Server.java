package dev.chatchannel.standalone.server;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.chatchannel.standalone.CannotStart;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Constants;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.tomcat.util.scan.StandardJarScanFilter;
import org.apache.tomcat.util.scan.StandardJarScanner;

/**
 * Tomcat with Chat Channel as its only application.
 *
 * <p>Threads: {@link #run} belongs to the main thread and returns when the server has stopped; {@link #close} to the shutdown hook.
 */
public final class Server implements Runnable, AutoCloseable {
    /** Libraries without fragments, initializers or resources: looking into them costs a third of the start. */
    private static final String NOTHING_INSIDE = "jackson-*.jar,sqlite-jdbc-*.jar,postgresql-*.jar,HikariCP-*.jar,flyway-*.jar,slf4j-*.jar,"
            + "smallrye-*.jar,microprofile-*.jar,jboss-logging-*.jar,prometheus-*.jar,jedis-*.jar";

    private static final Logger LOG = Logger.getLogger(Server.class.getName());
    private static final String SMALL_BUFFER = "320"; // bytes; six for each connection: most posts fit into one

    /** Kept here because the JDK forgets the levels of loggers that nobody holds. */
    private static final List<Logger> TALKATIVE =
            List.of(Logger.getLogger("org.apache"), Logger.getLogger("org.flywaydb"), Logger.getLogger("com.zaxxer"));

    private final Path directory;
    private final Tomcat tomcat = new Tomcat();

    /** @param directory holds {@code webapp/}, and takes what Tomcat writes */
    public Server(Path directory) {
        this.directory = directory;
    }

    @Override
    public void run() {
        Listening listening = Listening.from(System::getProperty);
        TALKATIVE.forEach(logger -> logger.setLevel(Level.WARNING));
        shrinkSocketBuffers();
        keepHeapSmall();
        Connector connector = connector(listening);
        Context application = assemble(connector);
        start(listening, application);
        endWithParent();
        System.out.println("Chat Channel is ready at http://localhost:" + connector.getLocalPort() + "/");
        tomcat.getServer().await();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    /** Ends when Maven ends: plain {@code mvn} does not pass SIGTERM on to what it runs. */
    private static void endWithParent() {
        if (Boolean.getBoolean("chat-channel.end-with-parent")) {
            ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        }
    }

    /** Tomcat keeps 48 KB per WebSocket by default. The application reads in parts and writes whole frames, so small buffers do. */
    private static void shrinkSocketBuffers() {
        String property = "org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE";
        System.setProperty(property, System.getProperty(property, SMALL_BUFFER));
    }

    /** Lets a collection give memory back to the machine; as shipped the JVM keeps up to 2.3 times what is used, for later. */
    private static void keepHeapSmall() {
        try {
            HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            vm.setVMOption("MinHeapFreeRatio", "5");
            vm.setVMOption("MaxHeapFreeRatio", "10");
        } catch (RuntimeException | LinkageError anotherVm) {
            LOG.log(Level.FINE, "This JVM manages its heap in its own way", anotherVm);
        }
    }

    private static Connector connector(Listening listening) {
        Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setThrowOnFailure(true);
        connector.setPort(listening.port());
        listening.address().ifPresent(address -> connector.setProperty("address", address));
        connector.setURIEncoding("UTF-8");
        connector.setProperty("connectionTimeout", "10000"); // ms between two bytes of a request's head
        connector.setProperty("keepAliveTimeout", "30000");
        connector.setProperty("maxKeepAliveRequests", "1000");
        connector.setProperty("maxHttpRequestHeaderSize", "16384");
        connector.setProperty("maxConnections", "20000");
        connector.setProperty("acceptCount", "1000");
        connector.setProperty("compression", "on");
        connector.setProperty("compressibleMimeType", // not application/json: the length of a compressed answer tells of what is secret in it (BREACH)
                "text/html,text/css,text/plain,text/javascript,text/json,application/manifest+json,image/svg+xml");
        connector.setProperty("socket.appReadBufSize", SMALL_BUFFER);
        connector.setProperty("socket.appWriteBufSize", SMALL_BUFFER);
        connector.setProperty("useSendfile", "false"); // sendfile skips compression
        connector.setProperty("socket.bufferPool", "0"); // a channel that has served one connection serves no other: whoever is late with a frame spoils nobody's answer
        return connector;
    }

    private Context assemble(Connector connector) {
        tomcat.setBaseDir(directory.resolve("tomcat").toString());
        tomcat.setConnector(connector);
        tomcat.getEngine().setParentClassLoader(Server.class.getClassLoader());
        tomcat.getHost().getPipeline().addValve(errorPage());
        Context application = application();
        tomcat.getHost().addChild(application);
        return application;
    }

    /** An error page without Tomcat's version or a stack trace. */
    private static ErrorReportValve errorPage() {
        ErrorReportValve page = new ErrorReportValve();
        page.setShowServerInfo(false);
        page.setShowReport(false);
        return page;
    }

    private Context application() {
        StandardContext application = new StandardContext();
        application.setPath("");
        application.setDocBase(directory.resolve("webapp").toString());
        application.setFailCtxIfServletStartFails(true);
        application.setClearReferencesThreadLocals(false); // would warn that it may not look into the JDK; we stop for good
        application.setClearReferencesRmiTargets(false);
        application.setJarScanner(jarScanner());
        ContextConfig config = new ContextConfig();
        config.setDefaultWebXml(Constants.NoDefaultWebXml); // it would ask for a JSP servlet that we do not carry
        application.addLifecycleListener(config);
        serveFiles(application);
        return application;
    }

    private static StandardJarScanner jarScanner() {
        StandardJarScanFilter filter = new StandardJarScanFilter();
        filter.setPluggabilitySkip(NOTHING_INSIDE);
        StandardJarScanner scanner = new StandardJarScanner();
        scanner.setScanClassPath(false);
        scanner.setScanManifest(false);
        scanner.setJarScanFilter(filter);
        return scanner;
    }

    /** What the default web.xml would have said. */
    private static void serveFiles(Context application) {
        Tomcat.addServlet(application, "default", new DefaultServlet()).addInitParameter("fileEncoding", "UTF-8");
        application.addServletMapping("/", "default");
        application.addWelcomeFile("index.html");
        Tomcat.addDefaultMimeTypeMappings(application);
        application.addMimeMapping("json", "text/json"); // of files, which have no secrets: so they are told from answers, and compressed
    }

    private void start(Listening listening, Context application) {
        try (StartLog log = new StartLog()) {
            tomcat.start();
            if (!application.getState().isAvailable()) {
                throw log.reason();
            }
            log.release();
        } catch (LifecycleException failure) {
            throw explain(listening, failure);
        }
    }

    private static RuntimeException explain(Listening listening, LifecycleException failure) {
        Throwable cause = Reasons.deepest(failure);
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof BindException && message.contains("assign")) {
            return CannotStart.badSetting("Address " + listening.address().orElse("") + " is not one of this machine; choose another "
                    + "with --address=… or CHAT_CHANNEL_ADDRESS.");
        }
        if (cause instanceof SocketException && message.contains("ermission")) {
            return CannotStart.because("Port " + listening.port() + " is not allowed to this user; choose another with --port=… "
                    + "or CHAT_CHANNEL_PORT.");
        }
        if (cause instanceof BindException) {
            return CannotStart.because("Port " + listening.port() + " is in use; choose another with --port=… or CHAT_CHANNEL_PORT.");
        }
        return new IllegalStateException(failure);
    }
}
