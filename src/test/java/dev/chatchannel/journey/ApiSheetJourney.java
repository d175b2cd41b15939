package dev.chatchannel.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chatchannel.kit.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands at {@code /api/} for those who write programs. */
public interface ApiSheetJourney extends Journey {
    @Test
    default void the_sheet_and_the_document_are_where_one_looks_for_them() {
        Answer sheet = web().get("api/");
        assertEquals(200, sheet.status(), sheet::toString);
        assertTrue(sheet.header("content-type").orElse("").startsWith("text/html"), sheet::toString);
        assertTrue(sheet.header("content-security-policy").isPresent());
        assertTrue(sheet.text().contains("id=\"channel.create\""));
        Answer document = web().get("api/openapi.json");
        assertTrue(document.header("content-type").orElse("").matches("(application|text)/json.*"), document::toString);
        assertEquals("3.1.0", document.json().path("openapi").asText());
        assertEquals(405, web().get("api/publish").status(), "nothing else is read here");
    }

    @Test
    default void every_method_of_the_document_is_one() {
        JsonNode paths = web().get("api/openapi.json").json().path("paths");
        List<String> methods = new ArrayList<>();
        paths.fieldNames().forEachRemaining(path -> {
            if (path.startsWith("/api/")) methods.add(path.substring("/api/".length()));
        });
        assertTrue(methods.size() > 50);
        for (String method : methods) assertNotEquals("unknown-method", web().api(method, "{}").reason(), method);
        assertEquals("unknown-method", web().api("no.such", "{}").reason());
    }
}
