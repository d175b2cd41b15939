package dev.chatchannel.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What {@code GET /api/} serves is what the program does. */
class OpenApiTest {
    private final OpenApiTool tool = new OpenApiTool();

    @Test
    void the_files_are_what_the_tool_makes() throws IOException {
        for (Map.Entry<String, String> file : tool.files().entrySet()) {
            String kept = Files.readString(OpenApiTool.HOME.resolve(file.getKey()));
            assertEquals(file.getValue(), kept, file.getKey() + " is not up to date: run OpenApiTool, as CONTRIBUTING says");
        }
    }

    @Test
    void every_command_has_a_path_with_a_sentence_about_it() throws IOException {
        JsonNode paths = document().path("paths");
        Set<String> written = new TreeSet<>();
        paths.fieldNames().forEachRemaining(path -> {
            if (path.startsWith("/api/")) written.add(path.substring("/api/".length()));
        });
        Set<String> rows = new TreeSet<>();
        tool.rows().forEach(row -> rows.add(row.method()));
        assertEquals(rows, written);
        for (String method : rows) assertFalse(paths.path("/api/" + method).at("/post/summary").asText().isBlank(), method);
    }

    @Test
    void it_is_openapi_3_1() throws IOException {
        try (InputStream official = getClass().getResourceAsStream("/openapi/openapi-3.1.json")) {
            var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(official);
            assertEquals("[]", schema.validate(document().toString(), InputFormat.JSON).toString());
        }
    }

    private static JsonNode document() throws IOException {
        return new ObjectMapper().readTree(Files.readString(OpenApiTool.HOME.resolve(OpenApiTool.DOCUMENT)));
    }
}
