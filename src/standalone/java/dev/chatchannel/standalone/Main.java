package dev.chatchannel.standalone;

import java.net.URISyntaxException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts Chat Channel from the command line, or does what else it is asked, or says in one sentence why it cannot. */
public final class Main {
    private static final int OLDEST_JAVA = 17;
    private static final int SERVE = -1; // as CommandLine says it

    private Main() {}

    public static void main(String[] arguments) {
        if (Arrays.asList(arguments).contains("--version")) {
            System.out.println("Chat Channel " + version());
        } else {
            runOrExplain(arguments);
        }
    }

    private static void runOrExplain(String[] arguments) {
        try {
            run(arguments);
        } catch (CannotStart reason) {
            System.err.println(reason.getMessage());
            System.exit(reason.exitCode());
        } catch (Throwable surprise) {
            surprise.printStackTrace();
            System.exit(1);
        }
    }

    private static void run(String[] arguments) throws Exception {
        Optional<String> complaint = complaint(System.getProperty("java.version"));
        if (complaint.isPresent()) {
            throw CannotStart.because(complaint.get());
        }
        setUpLogs();
        Unpacked unpacked = Unpacked.from(war());
        int code = ask(unpacked, arguments);
        if (code == SERVE) {
            serve(unpacked);
        } else {
            unpacked.close();
            System.exit(code);
        }
    }

    /** Says what is wrong with this Java, if something is. */
    static Optional<String> complaint(String javaVersion) {
        Matcher major = Pattern.compile("(?:1\\.)?(\\d{1,4})\\b.*").matcher(javaVersion);
        boolean tooOld = major.matches() && Integer.parseInt(major.group(1)) < OLDEST_JAVA;
        return tooOld
                ? Optional.of("Chat Channel needs Java " + OLDEST_JAVA + " or newer; this is Java " + javaVersion + ".")
                : Optional.empty();
    }

    /** Must come before anything touches the JDK's logs; even StandaloneLogs itself is named as text only. What the operator set stays. */
    private static void setUpLogs() {
        setUnlessGiven("java.util.logging.manager", "dev.chatchannel.standalone.StandaloneLogs");
        setUnlessGiven("java.util.logging.SimpleFormatter.format", "%1$tF %1$tT.%1$tL %4$s %3$s %5$s%6$s%n");
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** Hands everything that was asked to the application's own table of commands, which also knows the settings. */
    @SuppressWarnings("unchecked")
    private static int ask(Unpacked unpacked, String[] arguments) throws Exception {
        try (URLClassLoader application = new URLClassLoader(unpacked.application(), Main.class.getClassLoader())) {
            Thread.currentThread().setContextClassLoader(application);
            Object commandLine = Class.forName("dev.chatchannel.CommandLine", true, application).getConstructor().newInstance();
            return ((ToIntFunction<String[]>) commandLine).applyAsInt(arguments);
        }
    }

    /** Runs the server until the process is told to end. The class loader is never closed: the server's last words need it. */
    private static void serve(Unpacked unpacked) throws Exception {
        ClassLoader loader = new URLClassLoader(unpacked.embeddedJars(), Main.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        Object server = Class.forName("dev.chatchannel.standalone.server.Server", true, loader)
                .getConstructor(Path.class)
                .newInstance(unpacked.directory());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop((AutoCloseable) server, unpacked), "stop"));
        ((Runnable) server).run();
    }

    private static void stop(AutoCloseable server, Unpacked unpacked) {
        try {
            server.close();
        } catch (Exception failure) {
            failure.printStackTrace();
        } finally {
            unpacked.close();
        }
    }

    private static Path war() throws URISyntaxException {
        return Paths.get(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packed)" : version;
    }
}
