package dev.chatchannel.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.kit.Answer;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.RawSocket;
import dev.chatchannel.kit.ServerProcess;
import dev.chatchannel.kit.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that come halfway: whoever or whatever ends them, nothing of them stays, and nobody waits for them. */
@Timeout(120)
class FilesInterruptedIT {
    private static final int MOST = 800_000;
    private static final int HALF = 600_000;

    @TempDir
    Path home;

    @Test
    void a_file_that_does_not_come_whole_is_given_up_in_time_and_leaves_nothing_behind() {
        try (ServerProcess server = ServerProcess.start(home, Map.of("silence-seconds", "3", "file-size-limit", String.valueOf(MOST)))) {
            RawSocket leaver = halfAFile(server);
            awaitParts(2);
            leaver.close();
            awaitParts(0);

            try (RawSocket dripper = halfAFile(server)) {
                Answer answer = dripper.readAnswer();
                assertEquals(400, answer.status());
                assertTrue(answer.text().contains("within 3 seconds"), answer::toString);
            }
            awaitParts(0);
            refuseTheTooLarge(server);
        }
    }

    @Test
    void a_server_that_is_killed_in_the_middle_forgets_the_half_at_its_next_start() {
        try (ServerProcess server = ServerProcess.start(home)) {
            RawSocket sender = halfAFile(server);
            awaitParts(2);
            server.kill();
            sender.close(); // not before: a socket that nobody holds any more may be closed by Java itself
        }
        assertEquals(2, parts());
        try (ServerProcess server = ServerProcess.start(home)) {
            assertEquals(0, parts());
            assertEquals(200, Http.at(server).get("health").status());
        }
    }

    /** Whether it says so or not. */
    private void refuseTheTooLarge(ServerProcess server) {
        String cookie = Http.at(server).signIn("Ann").cookie();
        Http ann = Http.at(server).with("Cookie", cookie);
        assertEquals(MOST, ann.get("sign-in").result().path("file_bytes").asInt());
        assertEquals(413, ann.bring("lobby", "a.bin", new byte[MOST + 1]).status());
        try (RawSocket chunked = RawSocket.connect(server.http(""))) {
            chunked.write(head(server, cookie, "Transfer-Encoding: chunked")).write(chunk(HALF)).write(chunk(HALF)).write("0\r\n\r\n");
            assertEquals(413, chunked.readAnswer().status());
        }
        awaitParts(0);
        assertEquals(200, ann.bring("lobby", "a.bin", new byte[MOST]).status());
        awaitParts(4);
    }

    /** The first two parts of a file, of more that does not come. */
    private static RawSocket halfAFile(ServerProcess server) {
        String cookie = Http.at(server).signIn(Wire.freshName("Ben")).cookie();
        return RawSocket.connect(server.http("")).write(head(server, cookie, "Content-Length: " + MOST)).write(new byte[HALF]);
    }

    private static String head(ServerProcess server, String cookie, String length) {
        return "POST /files?channel=lobby HTTP/1.1\r\nHost: " + server.http("").getAuthority() + "\r\nCookie: " + cookie + "\r\n" + length + "\r\n\r\n";
    }

    private static byte[] chunk(int size) {
        return (Integer.toHexString(size) + "\r\n" + "x".repeat(size) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private void awaitParts(int wanted) {
        Wire.await(() -> parts() == wanted, () -> parts() + " parts are kept, not " + wanted);
    }

    private int parts() {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("chat-channel.db"));
                ResultSet rows = connection.createStatement().executeQuery("select count(*) from content_part")) {
            return rows.getInt(1);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }
}
