package dev.chatchannel.standalone;

import java.net.URISyntaxException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts Chat Channel from the command line, or says in one sentence why it cannot. */
public final class Main {
    private static final int OLDEST_JAVA = 17;
    private static final Pattern SETTING = Pattern.compile("--([a-z][a-z0-9-]*)=(.*)", Pattern.DOTALL);

    private Main() {}

    public static void main(String[] arguments) {
        List<String> asked = Arrays.asList(arguments);
        if (asked.contains("--version")) {
            System.out.println("Chat Channel " + version());
        } else if (asked.contains("--help")) {
            System.out.print(help());
        } else {
            startOrExplain(arguments);
        }
    }

    private static void startOrExplain(String[] arguments) {
        try {
            start(arguments);
        } catch (CannotStart reason) {
            System.err.println(reason.getMessage());
            System.exit(reason.exitCode());
        } catch (Throwable surprise) {
            surprise.printStackTrace();
            System.exit(1);
        }
    }

    private static void start(String[] arguments) throws Exception {
        Optional<String> complaint = complaint(System.getProperty("java.version"));
        if (complaint.isPresent()) {
            throw CannotStart.because(complaint.get());
        }
        for (String argument : arguments) {
            take(argument);
        }
        setUpLogs();
        run(Unpacked.from(war()));
    }

    /** Says what is wrong with this Java, if something is. */
    static Optional<String> complaint(String javaVersion) {
        Matcher major = Pattern.compile("(?:1\\.)?(\\d{1,4})\\b.*").matcher(javaVersion);
        boolean tooOld = major.matches() && Integer.parseInt(major.group(1)) < OLDEST_JAVA;
        return tooOld
                ? Optional.of("Chat Channel needs Java " + OLDEST_JAVA + " or newer; this is Java " + javaVersion + ".")
                : Optional.empty();
    }

    /** Hands {@code --name=value} on as the system property {@code chat-channel.name}. An empty value is as good as none. */
    private static void take(String argument) {
        Matcher setting = SETTING.matcher(argument);
        if (!setting.matches()) {
            throw CannotStart.badSetting("Expected --name=value, not \"" + argument + "\"; --help lists the settings.");
        }
        if (!setting.group(2).trim().isEmpty()) {
            System.setProperty("chat-channel." + setting.group(1), setting.group(2));
        }
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

    /** Runs the server until the process is told to end. The class loader is never closed: the server's last words need it. */
    private static void run(Unpacked unpacked) throws Exception {
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

    private static String help() {
        return String.join(System.lineSeparator(),
                "Usage: java -jar chat-channel.war [--NAME=VALUE ...]",
                "",
                "  --port=8080      where to listen; 0 takes any free port",
                "  --address=...    the address to listen on; without it, all of this machine",
                "  --home=...       the data directory (default ~/.chat-channel)",
                "  --version        say the version and end",
                "  --help           say this and end",
                "",
                "Every setting can also be given as a system property (-Dchat-channel.port=9000)",
                "or as an environment variable (CHAT_CHANNEL_PORT=9000), in this order.",
                "");
    }
}
