package dev.chatchannel.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.DisallowUnknownKeywordFactory;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What may be spoken over a socket: {@code src/docs/asyncapi.yaml}, read once. Immutable. */
public final class Contract {
    /** The channels of the file: the two protocols. */
    public static final String JSON = "json";

    public static final String PLAIN = "plain";

    private static final Path FILE = Path.of("src", "docs", "asyncapi.yaml");
    private static final String NAME = "urn:chat-channel:asyncapi";
    private static final Contract OURS = new Contract();

    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final Map<String, Map<String, Schema>> messages = new LinkedHashMap<>();
    private final Schema close;

    private Contract() {
        document = read();
        schemas = SchemaRegistry.withDefaultDialect(dialect(document), builder -> builder
                .schemas(Map.of(NAME, document.toString()))
                .schemaRegistryConfig(SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build()));
        for (String channel : List.of(JSON, PLAIN)) messages.put(channel, messages(channel));
        close = schema("/components/schemas/close");
    }

    public static Contract ours() {
        return OURS;
    }

    /** The whole file. */
    public JsonNode document() {
        return document;
    }

    /** The names of a channel's messages. */
    public Set<String> names(String channel) {
        return messages.get(channel).keySet();
    }

    /** What is wrong with a message; nothing when it fits. */
    public List<String> faults(String channel, String name, JsonNode payload) {
        Schema schema = messages.get(channel).get(name);
        if (schema == null) return List.of("no message of the contract is named " + name);
        return faults(schema, payload);
    }

    /** What is wrong with a close frame of the server. */
    public List<String> faultsOfClose(int code, String reason) {
        return faults(close, new ObjectMapper().createObjectNode().put("code", code).put("reason", reason));
    }

    private Map<String, Schema> messages(String channel) {
        Map<String, Schema> all = new LinkedHashMap<>();
        ObjectNode named = (ObjectNode) document.at("/channels/" + channel + "/messages");
        named.fieldNames().forEachRemaining(name -> all.put(name, schema("/channels/" + channel + "/messages/" + name + "/payload")));
        return all;
    }

    private Schema schema(String place) {
        Schema schema = schemas.getSchema(SchemaLocation.of(NAME + "#" + place));
        schema.initializeValidators();
        return schema;
    }

    /** JSON Schema draft 7, as AsyncAPI has it. A keyword that nobody knows is a slip of the pen. */
    private static Dialect dialect(JsonNode document) {
        List<Keyword> parts = new ArrayList<>();
        document.fieldNames().forEachRemaining(part -> parts.add(new NonValidationKeyword(part)));
        return Dialect.builder(Dialects.getDraft7())
                .keywords(parts)
                .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
                .build();
    }

    private static List<String> faults(Schema schema, JsonNode payload) {
        return schema.validate(payload).stream().map(Error::toString).toList();
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(Files.readString(FILE));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
