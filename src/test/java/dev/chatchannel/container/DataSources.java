package dev.chatchannel.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How containers are told of a database, by files that go with the application. */
final class DataSources {
    /** By which WildFly knows it. */
    static final String NAME = "java:/ChatChannel";

    private static final Pattern TOMCAT = Pattern.compile("(?s)```\n(<Context>.*?</Context>)\n```");

    private DataSources() {}

    /** @return the lines of postgresql.md, for this database */
    static String ofTomcat(String address) {
        try {
            Matcher lines = TOMCAT.matcher(Files.readString(Path.of("src/docs/postgresql.md")));
            if (!lines.find()) throw new AssertionError("postgresql.md has no lines for Tomcat");
            return lines.group(1)
                    .replace("jdbc:postgresql://db.example.org/chat_channel", address.replaceFirst("\\?.*", ""))
                    .replace("username=\"chat_channel\"", "username=\"" + user(address) + "\"");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String ofWildfly(String address, String war) {
        return """
                <datasources xmlns="urn:jboss:domain:datasources:7.0">
                  <datasource jndi-name="%s" pool-name="ChatChannel">
                    <connection-url>%s</connection-url>
                    <driver>%s_org.postgresql.Driver_42_7</driver>
                    <pool><max-pool-size>14</max-pool-size></pool>
                    <security><user-name>%s</user-name><password>none</password></security>
                    <validation><check-valid-connection-sql>select 1</check-valid-connection-sql><validate-on-match>true</validate-on-match></validation>
                  </datasource>
                </datasources>
                """.formatted(NAME, address.replaceFirst("\\?.*", ""), war, user(address));
    }

    private static String user(String address) {
        return address.replaceFirst(".*[?&]user=([^&]*).*", "$1");
    }
}
