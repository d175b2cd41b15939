package dev.chatchannel.storage;

import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * Where a shared database is: {@code jdbc:postgresql://host/name?user=…}, or the {@code java:} name under which the container keeps a data source.
 *
 * <p>Whatever is written of it is without its parameters, because one of them may be the password.
 */
public final class DatabaseAddress {
    private static final String CONTAINERS = "java:";
    private static final String POSTGRESQL = "jdbc:postgresql:";

    private final String text;
    private final Optional<String> user;
    private final Optional<String> password;

    /**
     * @param user when the address does not say it
     * @param password when the address does not say it
     * @throws IllegalArgumentException when it is no address of a database that we know
     */
    public DatabaseAddress(String text, Optional<String> user, Optional<String> password) {
        boolean isAddress = text.startsWith(CONTAINERS) || text.startsWith(POSTGRESQL) && Driver.parseURL(text, null) != null;
        if (!isAddress) throw new IllegalArgumentException("No address of a PostgreSQL database, and no java: name of a data source");
        this.text = text;
        this.user = user;
        this.password = password;
    }

    /** @return whether it names a data source that the container keeps */
    boolean isOfContainer() {
        return text.startsWith(CONTAINERS);
    }

    /** @return the whole address, secrets and all */
    String text() {
        return text;
    }

    /** @return who asks, as far as the address does not say it */
    Properties login() {
        Properties login = new Properties();
        user.ifPresent(name -> login.setProperty("user", name));
        password.ifPresent(word -> login.setProperty("password", word));
        return login;
    }

    /** @return the address without its parameters */
    @Override
    public String toString() {
        int parameters = text.indexOf('?');
        return parameters < 0 ? text : text.substring(0, parameters);
    }
}
