package dev.chatchannel.gate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deploys the WAR to Tomcat 9, which still speaks javax. */
class TooOldContainerIT {
    private static final Path TOMCAT = Path.of(System.getProperty("test.tomcat9", "target/servers/apache-tomcat-9.0.109"));
    private static final String SENTENCE = "Chat Channel needs a Jakarta EE 10 container: Tomcat 10.1 or newer, or WildFly 27 "
            + "or newer; this is Apache Tomcat/9.0.109.";

    private Process tomcat;

    @Test
    @Timeout(120)
    void the_log_says_which_container_is_needed() throws Exception {
        Path war = Path.of(System.getProperty("chat-channel.war", "target/chat-channel.war"));
        Files.copy(war, TOMCAT.resolve("webapps/chat.war"), StandardCopyOption.REPLACE_EXISTING);
        tomcat = start();
        assertTrue(logUntil("Server startup in").stream().anyMatch(line -> line.contains(SENTENCE)));
    }

    @AfterEach
    void stop() throws InterruptedException {
        tomcat.destroy();
        if (!tomcat.waitFor(20, TimeUnit.SECONDS)) {
            tomcat.destroyForcibly();
        }
    }

    private static Process start() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dcatalina.home=" + TOMCAT,
                "-Dtest.port=" + System.getProperty("test.tomcat9.port", "0"),
                "-Djava.io.tmpdir=" + TOMCAT.resolve("temp"),
                "-cp", TOMCAT.resolve("bin/bootstrap.jar") + ":" + TOMCAT.resolve("bin/tomcat-juli.jar"),
                "org.apache.catalina.startup.Bootstrap", "start");
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private List<String> logUntil(String last) throws IOException {
        List<String> log = new ArrayList<>();
        BufferedReader lines = tomcat.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            log.add(line);
            if (line.contains(last)) {
                return log;
            }
        }
        throw new AssertionError("Tomcat 9 ended early:\n" + String.join("\n", log));
    }
}
