package dev.chatchannel.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PagesCT extends InContainer {
    @Test
    void it_stands_under_its_context_path() {
        assertTrue(http("").getPath().equals("/chat/"), () -> "at " + http(""));
    }

    @Test
    void it_is_healthy() throws Exception {
        assertEquals(200, get("health").statusCode());
    }

    @Test
    void the_page_and_its_libraries_are_served() throws Exception {
        assertEquals(200, get("").statusCode());
        assertEquals(200, get("webjars/lit-html/3.3.2/lit-html.js").statusCode());
    }

    @Test
    void a_browser_learns_how_to_keep_the_page_and_which_files_it_has() throws Exception {
        assertTrue(get("manifest.webmanifest").body().contains("\"start_url\":\"./\""));
        String worker = get("service-worker.js").body();
        for (String file : List.of("index.html", "app.js", "css/tokens.css", "icons/icon-apple-180.png", "webjars/lit-html/3.3.2/lit-html.js")) {
            assertTrue(worker.contains('"' + file + '"'), file);
            assertEquals(200, get(file).statusCode(), file);
        }
    }

    @Test
    void what_does_not_exist_is_not_found() throws Exception {
        assertEquals(404, get("no-such-page").statusCode());
    }

    @Test
    void the_classes_of_java_jar_stay_hidden() throws Exception {
        assertEquals(404, get("dev/chatchannel/standalone/Main.class").statusCode());
    }
}
