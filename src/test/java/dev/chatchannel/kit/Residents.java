package dev.chatchannel.kit;

import dev.chatchannel.account.Account;
import dev.chatchannel.account.DisplayName;
import dev.chatchannel.account.Guests;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.storage.Database;
import dev.chatchannel.storage.JdbcAccounts;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** People with accounts, who are in the database before the server starts. Immutable. */
public final class Residents {
    private final Map<String, Resident> byName = new LinkedHashMap<>();

    private record Resident(String id, String cookie) {}

    private Residents() {}

    /** Makes their accounts in a server's home, which nobody may use meanwhile. */
    public static Residents of(Path home, String... names) {
        Residents residents = new Residents();
        try (Database database = Database.open(home)) {
            JdbcAccounts accounts = new JdbcAccounts(database);
            for (String name : names) residents.byName.put(name, make(accounts, name));
        }
        return residents;
    }

    /** What their browser sends. */
    public String cookie(String name) {
        return byName.get(name).cookie;
    }

    /** The id of their account. */
    public String id(String name) {
        return byName.get(name).id;
    }

    private static Resident make(JdbcAccounts accounts, String name) {
        Clock clock = Clock.systemUTC();
        Account account = new Account(AccountId.at(clock.millis()), AccountKind.MEMBER, name);
        accounts.keep(account, DisplayName.of(name), clock.millis(), 0);
        String token = new Guests(accounts, clock).newToken(account).text();
        return new Resident(account.id().value(), "chat_channel=" + token);
    }
}
