package dev.chatchannel.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import dev.chatchannel.kit.Contract;
import dev.chatchannel.protocol.CloseCode;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.UnsubscribeCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The contract, {@code src/docs/asyncapi.yaml}, is sound, and has a line for everything in the closed lists. */
class ContractTest {
    private final Contract contract = Contract.ours();

    @Test
    void it_is_asyncapi_3() throws IOException {
        try (InputStream official = getClass().getResourceAsStream("/asyncapi/asyncapi-3.0.0.json")) {
            Dialect quiet = Dialect.builder(Dialects.getDraft7()).keyword(new NonValidationKeyword("example")).build();
            Schema schema = SchemaRegistry.withDefaultDialect(quiet).getSchema(new ObjectMapper().readTree(official));
            assertEquals(List.of(), schema.validate(contract.document()).stream().map(Error::toString).toList());
        }
    }

    /** In YAML, a comma in an unquoted text makes of its end a member without a value. */
    @Test
    void no_member_is_empty() {
        assertEquals(List.of(), emptyMembers(contract.document()));
    }

    @Test
    void every_reference_leads_somewhere() {
        List<String> references = contract.document().findValuesAsText("$ref");
        assertTrue(references.size() > 100);
        assertEquals(List.of(), references.stream().filter(reference -> !leadsSomewhere(reference)).toList());
    }

    @Test
    void every_message_and_every_schema_is_used() {
        Set<String> used = new TreeSet<>(contract.document().findValuesAsText("$ref"));
        List<String> unused = new ArrayList<>();
        for (String place : List.of("/channels/json/messages", "/channels/plain/messages", "/components/schemas")) {
            contract.document().at(place).fieldNames().forEachRemaining(name -> {
                if (!used.contains("#" + place + "/" + name)) unused.add(place + "/" + name);
            });
        }
        assertEquals(List.of(), unused);
    }

    @Test
    void every_refusal_has_its_line_and_no_other() {
        Set<String> ours = Arrays.stream(Refusal.values())
                .map(refusal -> refusal.code() + " " + refusal.reason() + (refusal.temporary() ? " temporary" : ""))
                .collect(Collectors.toSet());
        Set<String> written = lines("/components/schemas/error/oneOf")
                .map(line -> line.at("/properties/code/const").asInt() + " " + line.at("/properties/reason/const").asText()
                        + (line.at("/properties/temporary/const").asBoolean() ? " temporary" : ""))
                .collect(Collectors.toSet());
        assertEquals(ours, written);
    }

    @Test
    void every_close_code_has_its_line_and_no_other_reason_is_ours() {
        Set<String> ours = Arrays.stream(CloseCode.values()).map(close -> close.code() + " " + close.reason()).collect(Collectors.toSet());
        Set<String> written = lines("/components/schemas/close/anyOf")
                .filter(line -> line.at("/properties/reason").has("const"))
                .map(line -> line.at("/properties/code/const").asInt() + " " + line.at("/properties/reason/const").asText())
                .collect(Collectors.toSet());
        assertEquals(ours, written);
    }

    @Test
    void every_unsubscribe_code_has_its_line_and_no_other_and_only_starting_afresh_tells_clients_to_subscribe_again() {
        Set<String> ours = Arrays.stream(UnsubscribeCode.values()).map(why -> why.code() + " " + why.reason()).collect(Collectors.toSet());
        Set<String> written = lines("/components/schemas/unsubscribed/oneOf")
                .map(line -> line.at("/properties/code/const").asInt() + " " + line.at("/properties/reason/const").asText())
                .collect(Collectors.toSet());
        assertEquals(ours, written);
        assertTrue(Arrays.stream(UnsubscribeCode.values()).allMatch(why -> why.code() >= 2000 && why.code() < 2500 == (why != UnsubscribeCode.INSUFFICIENT_STATE)));
    }

    @Test
    void what_may_be_asked_of_connection_close_is_what_may_be_sent() {
        for (int code = 0; code <= 5_100; code++) {
            boolean fits = contract.faultsOfClose(code, "a reason of its own").isEmpty();
            boolean byContainer = code == 1002 || code == 1007;
            assertEquals(CloseCode.mayBeSent(code) || byContainer, fits, "code " + code);
        }
    }

    @Test
    void what_we_send_has_no_member_that_is_not_described() throws IOException {
        String push = "{\"push\":{\"channel\":\"lobby\",\"pub\":{\"offset\":8,\"data\":{\"kind\":\"join\",\"time\":1,\"author\":"
                + "{\"id\":\"00000000000000000000000000\",\"name\":\"Ann\",\"kind\":\"guest\"}}}}}";
        JsonNode described = new ObjectMapper().readTree(push);
        assertEquals(List.of(), contract.faults(Contract.JSON, "event.join", described));
        for (String place : List.of("\"push\":{", "\"pub\":{", "\"data\":{", "\"author\":{")) {
            JsonNode more = new ObjectMapper().readTree(push.replace(place, place + "\"more\":1,"));
            assertFalse(contract.faults(Contract.JSON, "event.join", more).isEmpty(), () -> "fits: " + more);
        }
    }

    private static List<String> emptyMembers(JsonNode node) {
        List<String> empty = new ArrayList<>();
        node.properties().stream().filter(member -> member.getValue().isNull()).forEach(member -> empty.add(member.getKey()));
        node.forEach(child -> empty.addAll(emptyMembers(child)));
        return empty;
    }

    private boolean leadsSomewhere(String reference) {
        return reference.startsWith("#/") && !contract.document().at(reference.substring(1)).isMissingNode();
    }

    private Stream<JsonNode> lines(String place) {
        return StreamSupport.stream(contract.document().at(place).spliterator(), false);
    }
}
