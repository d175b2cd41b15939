package dev.chatchannel.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatchannel.account.Device;
import dev.chatchannel.account.TokenHash;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.SessionInfo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcRegistryTest {
    private static final AccountId MIA = new AccountId("0".repeat(25) + "1");
    private static final AccountId BEN = new AccountId("0".repeat(25) + "2");
    private static final Device DEVICE = new Device("a browser", "127.0.0.1");

    private Database database;
    private JdbcRegistry registry;

    @BeforeEach
    void open(@TempDir Path home) throws Exception {
        database = Database.open(home);
        registry = new JdbcRegistry(database);
        for (AccountId account : List.of(MIA, BEN)) {
            database.write(sql -> sql.run(
                    "insert into account (id, kind, name, skeleton, created, seen) values (?, 'MEMBER', ?, ?, 1, 1)", account.value(), account.value(), account.value()));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void of_many_sessions_of_one_account_the_last_hundred_go_on() {
        registry.keepSession(hash(-1), BEN, DEVICE, 1);
        for (int i = 0; i < 100; i++) registry.keepSession(hash(i), MIA, DEVICE, i);
        assertEquals(100, registry.sessions(MIA, hash(0)).size());
        for (int i = 100; i < 150; i++) registry.keepSession(hash(i), MIA, DEVICE, i);
        List<String> kept = registry.sessions(MIA, hash(0)).stream().map(SessionInfo::id).toList();
        assertEquals(100, kept.size());
        assertEquals(hash(149).hex(), kept.get(0));
        assertTrue(kept.contains(hash(50).hex()) && !kept.contains(hash(49).hex()));
        assertEquals(1, registry.sessions(BEN, hash(0)).size(), "another account's sessions are not touched");
    }

    @Test
    void ten_thousand_sessions_of_one_account_leave_a_hundred_and_harm_nobody() throws Exception {
        registry.keepSession(hash(-1), BEN, DEVICE, 1);
        for (int i = 0; i < 10_000; i++) registry.keepSession(hash(i), MIA, DEVICE, i);
        assertEquals(100, registry.sessions(MIA, hash(0)).size());
        int kept = database.read(sql -> sql.first("select count(*) from token", row -> row.getInt(1))).orElseThrow();
        assertEquals(101, kept, "those that ended are forgotten");
    }

    private static TokenHash hash(int number) {
        return new TokenHash("%064x".formatted(number & 0xffffffffL));
    }
}
