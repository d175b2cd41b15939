package dev.chatchannel.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.Postgres;
import dev.chatchannel.kit.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code java -jar} on a PostgreSQL. */
@Timeout(240)
class PostgresIT {
    @TempDir
    Path home;

    @Test
    void what_was_acknowledged_is_in_the_shared_database_and_another_machine_goes_on_with_it() {
        Map<String, String> settings = Map.of("database", Postgres.shared().newDatabase());
        Map<String, String> ann;
        try (ServerProcess server = ServerProcess.start(home.resolve("one"), settings)) {
            ann = Http.signIn(server, "Ann");
            try (JsonClient json = JsonClient.connect(server, ann, heard -> {})) {
                assertTrue(json.publish("hello", "c-1").join().has("publish"));
            }
            server.kill();
        }
        try (ServerProcess server = ServerProcess.start(home.resolve("two"), settings);
                JsonClient json = JsonClient.connect(server, ann, heard -> {})) {
            assertTrue(json.publish("hello again", "c-1").join().get("publish").get("repeated").asBoolean());
            assertTrue(json.publish("good bye", "c-2").join().has("publish"));
            assertEquals(List.of("hello", "good bye"), Http.history(server).stream().map(JsonClient.Heard::text).toList());
            assertFalse(Files.exists(home.resolve("two/chat-channel.db")));
            assertTrue(server.output().stream().noneMatch(line -> line.contains("user=")), "no parameter of the address is logged");
        }
    }

    /** As after an older copy was put back: offsets will be given again for other messages. */
    @Test
    void after_new_epochs_everybody_starts_afresh() {
        Map<String, String> settings = Map.of("database", Postgres.shared().newDatabase());
        long said;
        String epoch;
        try (ServerProcess server = ServerProcess.start(home, settings); JsonClient json = JsonClient.connect(server)) {
            epoch = json.subscribe().get("epoch").asText();
            said = json.publish("hello").join().at("/publish/offset").asLong();
        }
        try (ServerProcess command = ServerProcess.command(List.of(), List.of("new-epochs", "--database=" + settings.get("database")))) {
            assertEquals(0, command.awaitExit(), command.output()::toString);
            assertTrue(command.output().contains("1 channels have another epoch; everybody starts afresh."), command.output()::toString);
        }
        try (ServerProcess server = ServerProcess.start(home, settings); JsonClient json = JsonClient.connect(server)) {
            JsonNode resumed = json.resume(epoch, said);
            assertFalse(resumed.path("recovered").asBoolean(), resumed::toString);
            assertEquals(said, resumed.get("offset").asLong());
        }
    }

    @Test
    void a_database_that_is_not_there_is_told_in_one_sentence_without_the_password() {
        String address = Postgres.shared().newDatabase().replaceFirst("test_", "no_such_") + "&password=secret-word";
        try (ServerProcess server = ServerProcess.run(home, Map.of("database", address))) {
            assertFalse(server.awaitExit() == 0);
            assertTrue(server.output().stream().anyMatch(line -> line.contains("cannot be reached") && line.contains("does not exist")), server.output()::toString);
            assertTrue(server.output().stream().noneMatch(line -> line.contains("secret-word")));
        }
    }
}
