package dev.chatchannel.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chatchannel.kit.Contract;
import dev.chatchannel.protocol.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes what {@code GET /api/} serves, from the table of commands and from the shapes in {@code src/docs/asyncapi.yaml}: an OpenAPI
 * document, and a sheet of all methods for people. Run by hand, from the top of the project, when a command has changed; {@code
 * OpenApiTest} says when the files are not what this makes.
 */
final class OpenApiTool {
    static final Path HOME = Path.of("webapp", "methods");
    static final String DOCUMENT = "openapi.json";
    static final String SHEET = "index.html";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String SCHEMAS = "#/components/schemas/";

    /** The doors that are no commands. */
    private static final String DOORS =
            """
            {
              "/sign-in": {
                "get": {"summary": "Who this browser is, and where.", "responses": {"200": {"description": "The account, if there is one, and the place."}}},
                "post": {"summary": "Take a name as a guest, or sign in with name and password. Sets the cookie.",
                  "requestBody": {"content": {"application/json": {"schema": {"type": "object", "required": ["name"],
                    "properties": {"name": {"type": "string"}, "password": {"type": "string"}}}}}},
                  "responses": {"200": {"description": "The account."}, "default": {"$ref": "#/components/responses/refusal"}}}},
              "/sign-up": {
                "post": {"summary": "Make an account, by a link or where everybody may. Sets the cookie.",
                  "requestBody": {"content": {"application/json": {"schema": {"type": "object", "required": ["name", "password"],
                    "properties": {"code": {"type": "string"}, "name": {"type": "string"}, "password": {"type": "string"}, "place": {"type": "string"}}}}}},
                  "responses": {"200": {"description": "The account."}, "default": {"$ref": "#/components/responses/refusal"}}}},
              "/reset": {
                "post": {"summary": "Set a new password by a link. Sets the cookie.",
                  "requestBody": {"content": {"application/json": {"schema": {"type": "object", "required": ["code", "password"],
                    "properties": {"code": {"type": "string"}, "password": {"type": "string"}}}}}},
                  "responses": {"200": {"description": "The account."}, "default": {"$ref": "#/components/responses/refusal"}}}},
              "/sign-out": {
                "post": {"summary": "Give the cookie up.", "responses": {"200": {"description": "It is done."}}}},
              "/files": {
                "post": {"summary": "Bring a file, which a message may carry then: its id among data.files of publish, within an hour.",
                  "parameters": [{"name": "channel", "in": "query", "required": true, "schema": {"type": "string"}},
                    {"name": "X-File-Name", "in": "header", "description": "What it is called: UTF-8, percent-encoded.", "schema": {"type": "string"}}],
                  "requestBody": {"required": true, "content": {"application/octet-stream": {}}},
                  "responses": {"200": {"description": "The file is kept.", "content": {"application/json": {"schema": {"type": "object",
                    "required": ["result"], "properties": {"result": {"$ref": "#/components/schemas/attachment"}}}}}},
                    "default": {"$ref": "#/components/responses/refusal"}}}},
              "/files/{id}/thumbnail": {
                "get": {"summary": "A small picture of a file that is a picture; what has none is given itself.",
                  "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
                  "responses": {"200": {"description": "The bytes."}, "default": {"$ref": "#/components/responses/refusal"}}}},
              "/avatar": {
                "post": {"summary": "Have a picture: a PNG, JPEG or GIF of at most 4 MiB, of which a small square is kept.",
                  "requestBody": {"required": true, "content": {"image/*": {}}},
                  "responses": {"200": {"description": "It is done."}, "default": {"$ref": "#/components/responses/refusal"}}},
                "delete": {"summary": "Have no picture.", "responses": {"200": {"description": "It is done."}, "default": {"$ref": "#/components/responses/refusal"}}}},
              "/avatars/{account}": {
                "get": {"summary": "The picture of somebody.",
                  "parameters": [{"name": "account", "in": "path", "required": true, "schema": {"type": "string"}}],
                  "responses": {"200": {"description": "The bytes."}, "204": {"description": "They have none."},
                    "default": {"$ref": "#/components/responses/refusal"}}}},
              "/files/{id}": {
                "get": {"summary": "The content of a file, for those who may read its channel.",
                  "parameters": [{"name": "id", "in": "path", "required": true, "schema": {"type": "string"}}],
                  "responses": {"200": {"description": "The bytes."}, "default": {"$ref": "#/components/responses/refusal"}}}},
              "/health": {
                "get": {"summary": "Whether the server does its work.", "responses": {"200": {"description": "It does."}, "503": {"description": "It does not."}}}}
            }
            """;

    private static final String HEAD =
            """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <title>Methods · Chat Channel</title>
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="color-scheme" content="light dark">
              <link rel="icon" href="../favicon.svg" type="image/svg+xml">
              <link rel="stylesheet" href="../css/tokens.css">
              <link rel="stylesheet" href="../css/base.css">
              <link rel="stylesheet" href="../css/methods.css">
            </head>
            <body class="methods">
              <main>
                <h1>All methods</h1>
                <p>Each is <code>POST /api/METHOD</code> with a JSON object, and <code>rpc</code> over the WebSocket. The answer is <code>{"result":{…}}</code>, or
                  <code>{"error":{"code":…,"reason":…,"message":…,"temporary":…}}</code> with the status of its reason. A program comes with a token of a bot:
                  <code>Authorization: Bearer $TOKEN</code>. For machines: <a href="openapi.json">OpenAPI 3.1</a>.</p>
            """;

    private final JsonNode contract = Contract.ours().document();
    private final CommandTable table = ContractRowsTest.table();

    public static void main(String[] arguments) throws IOException {
        for (var file : new OpenApiTool().files().entrySet()) Files.writeString(HOME.resolve(file.getKey()), file.getValue());
    }

    /** @return the text of each file, by its name */
    Map<String, String> files() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(DOCUMENT, JSON.writeValueAsString(document()) + "\n");
        files.put(SHEET, sheet());
        return files;
    }

    /** @return the methods that can be asked for by JSON */
    List<CommandTable.Row<?>> rows() {
        List<CommandTable.Row<?>> rows = new ArrayList<>(table.rows());
        rows.removeIf(row -> CommandTable.isOfBytes(row.method()));
        return rows;
    }

    private ObjectNode document() throws IOException {
        ObjectNode document = JSON.createObjectNode().put("openapi", "3.1.0").put("jsonSchemaDialect", "http://json-schema.org/draft-07/schema#");
        document.putObject("info")
                .put("title", "Chat Channel")
                .put("version", contract.at("/info/version").asText())
                .put("description", "Every command by request. The same methods are spoken over the WebSocket: asyncapi.yaml.")
                .set("license", contract.at("/info/license"));
        document.putArray("servers").addObject().put("url", "..").put("description", "Where this document stands.");
        ObjectNode paths = document.putObject("paths");
        rows().forEach(row -> paths.putObject("/api/" + row.method()).set("post", operation(row)));
        JSON.readTree(DOORS).properties().forEach(door -> paths.set(door.getKey(), door.getValue()));
        components(document.putObject("components"), paths);
        document.putArray("security").add(JSON.createObjectNode().set("token", JSON.createArrayNode()));
        return document;
    }

    private ObjectNode operation(CommandTable.Row<?> row) {
        ObjectNode operation = JSON.createObjectNode()
                .put("operationId", row.method())
                .put("summary", summary(row))
                .put("description", "Who may: " + who(row) + ".");
        operation.putArray("tags").add(group(row.method()));
        operation.putObject("requestBody").put("required", true).putObject("content").putObject("application/json").set("schema", reference(params(row)));
        ObjectNode answer = JSON.createObjectNode().put("type", "object");
        answer.putArray("required").add("result");
        answer.putObject("properties").set("result", reference(result(row)));
        ObjectNode responses = operation.putObject("responses");
        responses.putObject("200").put("description", "It is done.").putObject("content").putObject("application/json").set("schema", answer);
        responses.putObject("default").put("$ref", "#/components/responses/refusal");
        return operation;
    }

    private void components(ObjectNode components, ObjectNode paths) {
        ObjectNode refusal = JSON.createObjectNode().put("type", "object");
        refusal.putArray("required").add("error");
        refusal.putObject("properties").set("error", reference("error"));
        components.putObject("responses").putObject("refusal")
                .put("description", refusals())
                .putObject("content").putObject("application/json").set("schema", refusal);
        components.putObject("securitySchemes").putObject("token").put("type", "http").put("scheme", "bearer").put("description", "A token of a bot.");
        ObjectNode schemas = components.putObject("schemas");
        Set<String> wanted = new TreeSet<>();
        gather(paths, wanted);
        gather(refusal, wanted);
        wanted.forEach(name -> schemas.set(name, contract.at("/components/schemas").get(name)));
    }

    /** Adds the names of all schemas that are referred to, and of those that these refer to. */
    private void gather(JsonNode node, Set<String> names) {
        String reference = node.path("$ref").asText();
        if (reference.startsWith(SCHEMAS) && names.add(reference.substring(SCHEMAS.length()))) {
            gather(contract.at("/components/schemas").path(reference.substring(SCHEMAS.length())), names);
        }
        node.forEach(inner -> gather(inner, names));
    }

    private static String refusals() {
        Map<Integer, List<String>> byStatus = new TreeMap<>();
        for (Refusal refusal : Refusal.values()) byStatus.computeIfAbsent(refusal.status(), status -> new ArrayList<>()).add(refusal.reason());
        StringBuilder text = new StringBuilder("It was refused.");
        byStatus.forEach((status, reasons) -> text.append(' ').append(status).append(": ").append(String.join(", ", reasons)).append('.'));
        return text.toString();
    }

    private String sheet() {
        StringBuilder page = new StringBuilder(HEAD);
        String last = "";
        for (CommandTable.Row<?> row : rows().stream().sorted(Comparator.comparing(row -> group(row.method()))).toList()) {
            if (!group(row.method()).equals(last)) page.append("    <h2>").append(last = group(row.method())).append("</h2>\n");
            method(page, row);
        }
        return page.append("  </main>\n</body>\n</html>\n").toString();
    }

    private void method(StringBuilder page, CommandTable.Row<?> row) {
        page.append("    <section id=\"").append(row.method()).append("\">\n")
                .append("      <h3><a href=\"#").append(row.method()).append("\">").append(row.method()).append("</a></h3>\n")
                .append("      <p>").append(escaped(summary(row))).append(" <span class=\"quiet\">For ").append(escaped(who(row))).append(".</span></p>\n");
        JsonNode schema = resolved(reference(params(row)));
        if (!schema.path("properties").isEmpty()) members(page, schema);
        page.append("      <pre>curl -H \"Authorization: Bearer $TOKEN\" -d '").append(escaped(example(schema).toString()))
                .append("' http://localhost:8080/api/").append(row.method()).append("</pre>\n    </section>\n");
    }

    private void members(StringBuilder page, JsonNode schema) {
        page.append("      <table>\n");
        schema.path("properties").properties().forEach(member -> {
            JsonNode type = resolved(member.getValue());
            page.append("        <tr><td><code>").append(member.getKey()).append("</code></td><td>")
                    .append(isRequired(schema, member.getKey()) ? "" : "may be absent").append("</td><td>").append(escaped(type(type))).append("</td><td>")
                    .append(escaped(member.getValue().path("description").asText())).append("</td></tr>\n");
        });
        page.append("      </table>\n");
    }

    private static boolean isRequired(JsonNode schema, String name) {
        for (JsonNode required : schema.path("required")) if (required.asText().equals(name)) return true;
        return false;
    }

    private String type(JsonNode schema) {
        if (schema.has("enum")) {
            List<String> words = new ArrayList<>();
            schema.get("enum").forEach(word -> words.add(word.asText()));
            return String.join(" | ", words);
        }
        if (schema.path("type").asText().equals("array")) return "list of " + type(resolved(schema.path("items")));
        String bounds = bounds(schema, "minimum", "maximum") + bounds(schema, "minLength", "maxLength");
        return schema.path("type").asText("object") + (bounds.isEmpty() ? "" : " " + bounds);
    }

    private static String bounds(JsonNode schema, String least, String most) {
        if (!schema.has(least) && !schema.has(most)) return "";
        if (!schema.has(least)) return "up to " + schema.path(most).asText();
        return schema.has(most) ? schema.path(least).asText() + "–" + schema.path(most).asText() : "from " + schema.path(least).asText();
    }

    /** What one would send: all that must be there. */
    private JsonNode example(JsonNode schema) {
        ObjectNode example = JSON.createObjectNode();
        schema.path("properties").properties().forEach(member -> {
            if (isRequired(schema, member.getKey())) example.set(member.getKey(), value(member.getKey(), resolved(member.getValue())));
        });
        return example;
    }

    private JsonNode value(String name, JsonNode schema) {
        if (schema.has("enum")) return schema.get("enum").get(0);
        return switch (schema.path("type").asText()) {
            case "object" -> name.equals("data") ? JSON.createObjectNode().put("text", "build 42 is green") : example(schema);
            case "array" -> JSON.createArrayNode().add(value(name, resolved(schema.path("items"))));
            case "integer" -> JSON.getNodeFactory().numberNode(Math.max(1, schema.path("minimum").asInt()));
            case "boolean" -> JSON.getNodeFactory().booleanNode(true);
            default -> JSON.getNodeFactory().textNode(word(name));
        };
    }

    private static String word(String name) {
        return switch (name) {
            case "channel" -> "lobby";
            case "user", "account", "accounts" -> "01m876fj1f69egmzcz56tmbya8";
            case "text", "topic", "title" -> "Hello";
            case "reaction" -> "👍";
            default -> name.toUpperCase(Locale.ROOT);
        };
    }

    private String summary(CommandTable.Row<?> row) {
        return contract.at("/operations").path("rpc." + row.method()).path("summary").asText();
    }

    private static String who(CommandTable.Row<?> row) {
        String general = switch (row.right()) {
            case ANYBODY -> "everybody";
            case LET_IN -> "whoever is let in";
            case KNOWN -> "whoever has a name";
            case SIGNED_IN -> "whoever has an account";
            default -> "administrators";
        };
        return row.here().map(OpenApiTool::here).map(here -> general + here).orElse(general);
    }

    private static String here(Right right) {
        return switch (right) {
            case READ -> " and may read the channel";
            case POST -> " and may write to the channel";
            case INVITE -> " and writes to the private channel";
            case MODERATE -> " and moderates the channel";
            case OWN -> " and owns the channel";
            case LEAVE -> " and is a member";
            default -> " and reads the public channel";
        };
    }

    private String params(CommandTable.Row<?> row) {
        return schemaName(message(row.method()).at("/payload/properties/rpc/properties/data/$ref"));
    }

    private String result(CommandTable.Row<?> row) {
        return schemaName(message(row.method() + ".reply").at("/payload/properties/rpc/properties/data/$ref"));
    }

    private JsonNode message(String name) {
        return contract.at("/channels/json/messages").path("rpc." + name);
    }

    private static String schemaName(JsonNode reference) {
        return reference.asText().substring(SCHEMAS.length());
    }

    private JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : resolved(contract.at("/components/schemas").path(reference.substring(SCHEMAS.length())));
    }

    private static ObjectNode reference(String schema) {
        return JSON.createObjectNode().put("$ref", SCHEMAS + schema);
    }

    private static String group(String method) {
        return method.contains(".") ? method.substring(0, method.indexOf('.')) : "talk";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
