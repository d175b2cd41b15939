package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.chatchannel.kit.CutWire;
import dev.chatchannel.kit.Http;
import dev.chatchannel.kit.Pictures;
import dev.chatchannel.kit.Sounds;
import dev.chatchannel.kit.Wire;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files in the page: they come in by three ways, wait beside the text, go with it, and are seen by the others. */
class FilesIT {
    private static final FilePayload PHOTO = new FilePayload("photo.jpg", "image/jpeg", Pictures.jpeg(1_200, 800));
    private static final FilePayload NOTES = new FilePayload("notes.txt", "text/plain", "a few words".getBytes(StandardCharsets.UTF_8));

    /** Gives files to an element as a person does who drags or pastes them: names and contents in base 64. */
    private static final String GIVE =
            """
            (element, [type, files]) => {
                const data = new DataTransfer();
                for (const [name, mime, content] of files) {
                    data.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], name, { type: mime }));
                }
                const how = { bubbles: true, cancelable: true };
                if (type === 'paste') element.dispatchEvent(new ClipboardEvent('paste', { ...how, clipboardData: data }));
                else for (const step of ['dragenter', 'dragover', 'drop']) element.dispatchEvent(new DragEvent(step, { ...how, dataTransfer: data }));
            }
            """;

    /** A tenth of a second of a film, in base 64: what this browser can make it can show. */
    private static final String FILM =
            """
            async () => {
                const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 });
                const brush = canvas.getContext('2d');
                const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: 'video/webm' });
                const parts = [];
                recorder.ondataavailable = ({ data }) => parts.push(data);
                recorder.start();
                for (let i = 0; i < 10; i++) {
                    brush.fillStyle = `hsl(${i * 36} 80% 50%)`;
                    brush.fillRect(0, 0, 64, 48);
                    await new Promise((resolve) => requestAnimationFrame(resolve));
                }
                await new Promise((resolve) => (recorder.onstop = resolve, recorder.stop()));
                const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
                return btoa(String.fromCharCode(...bytes));
            }
            """;

    @RegisterExtension
    final Stage stage = new Stage();

    @Test
    void files_are_chosen_pasted_and_dropped_and_go_with_the_text_as_one_message() {
        Person ann = stage.person("Ann").enters();
        Person ben = stage.person("Ben").viewport(360, 740).scheme(ColorScheme.DARK).enters();
        chooses(ann, PHOTO);
        gives(ann, "composer", "paste", new FilePayload("pasted.png", "image/png", Pictures.png(300, 300)));
        gives(ann, "timeline", "drop", NOTES, new FilePayload("wide.png", "image/png", Pictures.png(900, 200)));
        assertThat(uploads(ann, "kept")).hasCount(4);
        ann.picture("files-tray");

        String text = "Four files, " + Wire.freshName("Ann");
        ann.says(text).sees(text);
        assertThat(ann.at("tray")).hasCount(0);
        ben.sees(text);
        Locator message = ben.message(text);
        assertThat(message.getByTestId("picture")).hasCount(3);
        assertThat(message.getByTestId("file")).containsText("notes.txt");
        seesPicture(ben, message.locator("img").nth(1));
        ben.picture("files-grid-phone");
        ann.picture("files-grid");
    }

    @Test
    void a_file_dropped_onto_a_thread_goes_with_the_answer() {
        Person ann = stage.person("Ann").enters();
        Person ben = stage.person("Ben").enters();
        String root = "Send me your notes, " + Wire.freshName("Ann");
        String answer = "Here they are, " + Wire.freshName("Ben");
        ann.says(root).sees(root);
        ben.sees(root).message(root).hover();
        ben.at("bar-reply").click();
        gives(ben, "thread-messages", "drop", NOTES);
        assertThat(uploads(ben, "kept")).hasCount(1);
        assertThat(ben.at("thread").getByTestId("tray")).containsText("notes.txt");
        ben.picture("files-thread");
        Locator composer = ben.at("thread").getByTestId("composer");
        composer.fill(answer);
        composer.press("Enter");
        assertThat(ben.page().getByTestId("tray")).hasCount(0);
        ann.sees(answer);
        assertThat(ann.message(answer).getByTestId("file")).containsText("notes.txt");
        ann.message(root).getByTestId("replies").click();
        assertThat(ann.at("thread").getByTestId("file")).containsText("notes.txt");
    }

    @Test
    void what_sounds_and_what_moves_is_played_in_its_place() {
        Person ann = stage.person("Ann").enters();
        String film = (String) ann.page().evaluate(FILM);
        chooses(ann, new FilePayload("tone.wav", "audio/wav", Sounds.wav()), new FilePayload("film.webm", "video/webm", Base64.getDecoder().decode(film)));
        assertThat(uploads(ann, "kept")).hasCount(2);
        String text = "Sound and film, " + Wire.freshName("Ann");
        ann.says(text).sees(text);
        Person ben = stage.person("Ben").viewport(360, 740).enters().sees(text);
        for (Person person : List.of(ann, ben)) {
            for (String kind : List.of("audio", "video")) {
                Locator player = person.message(text).locator(kind);
                assertThat(player).isVisible();
                player.evaluate("(one) => { one.muted = true; return one.play() }");
                person.await(() -> player.evaluate("(one) => one.currentTime > 0 && one.error === null"), (Object) true);
            }
        }
        ben.picture("files-players-phone");
    }

    @Test
    void what_failed_without_a_connection_goes_on_when_it_is_back() {
        CutWire wire = stage.wire();
        Person ann = stage.person("Ann").at(wire.http("")).forgivingTheNetwork().forgiving("status of 422").enters();
        chooses(ann, new FilePayload("empty.txt", "text/plain", new byte[0]));
        assertThat(uploads(ann, "failed")).hasCount(1);
        wire.cut();
        ann.sees("connection", "reconnecting");
        chooses(ann, NOTES);
        assertThat(uploads(ann, "failed")).hasCount(2);
        assertThat(uploads(ann, "failed").last()).containsText("goes on by itself");
        ann.picture("files-away");
        wire.restore();
        assertThat(uploads(ann, "kept")).containsText("notes.txt");
        assertThat(uploads(ann, "failed")).containsText("empty.txt");
    }

    @Test
    void what_is_refused_for_what_it_is_is_not_offered_to_be_sent_again() {
        Person ann = stage.person("Ann").forgiving("status of 422").enters();
        chooses(ann, new FilePayload("empty.txt", "text/plain", new byte[0]));
        assertThat(uploads(ann, "failed")).containsText("empty.txt");
        assertThat(ann.at("upload-remove")).isVisible();
        assertThat(ann.at("upload-retry")).hasCount(0);
    }

    /** Connections cannot be waited for that often; so this asks the module that brings the files. */
    @Test
    void what_never_gets_through_is_tried_a_few_times_and_then_left_to_the_reader() {
        Person ann = stage.person("Ann").enters();
        assertEquals(List.of(5, 6), ann.page().evaluate("async () => {"
                + " const [{ Uploads }, { NoAnswer }] = await Promise.all([import('./state/uploads.js'), import('./wire/refusal.js')]);"
                + " let tries = 0;"
                + " const http = { bring: async () => { tries++; throw new NoAnswer('files') } };"
                + " const uploads = new Uploads(http, { get: () => null, set() {}, remove() {} });"
                + " const tray = uploads.of({ reader: { id: 'a' }, name: 'lobby' }, 0);"
                + " const failed = () => new Promise((resolve) => tray.watch(() => tray.items[0].state === 'failed' && resolve()));"
                + " const first = failed(); tray.add([new File(['words'], 'notes.txt')], 100); await first;"
                + " for (let i = 0; i < 4; i++) { const again = failed(); uploads.resume(); await again; }"
                + " uploads.resume();"
                + " const most = tries;"
                + " const asked = failed(); tray.retry(tray.items[0].key); await asked;"
                + " return [most, tries]; }"));
    }

    @Test
    void a_file_may_go_alone_and_its_place_is_there_before_it() {
        Person ann = stage.person("Ann").enters();
        chooses(ann, PHOTO);
        assertThat(uploads(ann, "kept")).hasCount(1);
        ann.at("composer").press("Enter");
        Locator image = ann.page().getByTestId("message").last().locator("img[loading=lazy]");
        assertThat(image).hasAttribute("width", "320");
        assertThat(image).hasAttribute("height", "213");
        seesPicture(ann, image);
    }

    @Test
    void pictures_are_looked_at_one_by_one_and_the_keyboard_leads_there_and_back() {
        Person ann = stage.person("Ann").enters();
        chooses(ann, PHOTO, new FilePayload("second.png", "image/png", Pictures.png(600, 600)));
        assertThat(uploads(ann, "kept")).hasCount(2);
        String text = "Two pictures, " + Wire.freshName("Ann");
        ann.says(text).sees(text);

        Locator second = ann.message(text).getByTestId("picture").nth(1);
        second.focus();
        second.press("Enter");
        assertThat(ann.at("viewer-place")).hasText("2 of 2");
        assertThat(ann.at("viewer").locator("img")).hasAttribute("alt", "second.png");
        ann.page().keyboard().press("ArrowRight");
        assertThat(ann.at("viewer-place")).hasText("1 of 2");
        seesPicture(ann, ann.at("viewer").locator("img"));
        ann.picture("files-viewer");
        ann.page().keyboard().press("Escape");
        assertThat(ann.at("viewer")).isHidden();
        assertThat(second).isFocused();
    }

    @Test
    void what_is_on_its_way_is_taken_out_and_what_failed_is_tried_again() {
        Person ann = stage.person("Ann").forgivingTheNetwork().enters();
        List<Route> held = new ArrayList<>();
        ann.page().route("**/files?*", held::add);
        chooses(ann, PHOTO, NOTES);
        assertThat(uploads(ann, "sending")).hasCount(2);
        ann.await(() -> held.size(), 2);
        assertThat(ann.at("send")).isDisabled();
        ann.page().getByTestId("upload-remove").first().click();
        assertThat(ann.page().getByTestId("upload")).hasCount(1);

        held.get(1).abort();
        assertThat(uploads(ann, "failed")).hasCount(1);
        ann.picture("files-failed");
        ann.page().unroute("**/files?*");
        ann.at("upload-retry").click();
        assertThat(uploads(ann, "kept")).hasCount(1);
        assertThat(ann.at("send")).isEnabled();
    }

    @Test
    void a_reload_keeps_what_the_server_has_and_says_what_is_lost() {
        Person ann = stage.person("Ann").forgivingTheNetwork().enters();
        chooses(ann, NOTES);
        assertThat(uploads(ann, "kept")).hasCount(1);
        ann.page().route("**/files?*", route -> {}); // never answered
        chooses(ann, PHOTO);
        assertThat(uploads(ann, "sending")).hasCount(1);
        ann.page().reload();
        ann.isOnline();
        assertThat(uploads(ann, "kept")).hasCount(1);
        assertThat(uploads(ann, "lost")).containsText("Choose it again");
        uploads(ann, "lost").getByTestId("upload-remove").click();
        String text = "Still here, " + Wire.freshName("Ann");
        ann.says(text).sees(text);
        assertThat(ann.message(text).getByTestId("file")).containsText("notes.txt");
    }

    @Test
    void what_is_too_large_is_told_before_it_is_sent() {
        ChatServer server = stage.ownServer(Map.of("file-size-limit", "2000"));
        Person ann = stage.personNamed("Ann").at(server.http("")).enters();
        chooses(ann, new FilePayload("large.bin", "application/octet-stream", new byte[3_000]), NOTES);
        assertThat(uploads(ann, "failed")).containsText("too large");
        assertThat(uploads(ann, "kept")).hasCount(1);
        assertThat(ann.at("send")).isDisabled();
    }

    @Test
    void people_choose_a_picture_of_themselves_which_the_others_see() {
        Http web = stage.server().web();
        String cookie = web.signUp(web.invitation(), Wire.freshName("Ann"), Http.PASSWORD).cookie();
        Person ann = stage.person("Ann").known(cookie).forgiving("status of 400").opens().isOnline();
        ann.at("settings-open").click();
        ann.at("avatar-input").setInputFiles(new FilePayload("me.png", "image/png", Pictures.png(300, 200)));
        assertThat(ann.at("avatar-news")).hasText("Your picture is changed.");
        seesPicture(ann, ann.at("settings").locator("header img"));
        ann.picture("avatar-settings");
        ann.at("settings-close").click();
        String text = "With a face, " + Wire.freshName("Ann");
        ann.says(text).sees(text);
        Person ben = stage.person("Ben").enters().sees(text);
        seesPicture(ben, ben.message(text).locator(".margin img"));
        ben.picture("avatar-message");

        ann.at("settings-open").click();
        ann.at("avatar-input").setInputFiles(new FilePayload("me.png", "image/png", "no picture".getBytes(StandardCharsets.UTF_8)));
        assertThat(ann.at("avatar-news")).containsText("no picture");
        ann.at("avatar-remove").click();
        assertThat(ann.at("avatar-news")).hasText("You have no picture any more.");
        assertThat(ann.at("settings").locator("header img")).isHidden();
    }

    private static Locator uploads(Person person, String state) {
        return person.page().locator("[data-testid=upload][data-state=" + state + "]");
    }

    private static void chooses(Person person, FilePayload... files) {
        person.at("file-input").setInputFiles(files);
    }

    private static void gives(Person person, String testId, String how, FilePayload... files) {
        List<List<String>> contents = new ArrayList<>();
        for (FilePayload file : files) contents.add(List.of(file.name, file.mimeType, Base64.getEncoder().encodeToString(file.buffer)));
        person.at(testId).evaluate(GIVE, List.of(how, contents));
    }

    /** Waits until it is there, and has something to show. */
    private static void seesPicture(Person person, Locator image) {
        assertThat(image).isVisible();
        person.await(() -> image.evaluate("(one) => one.complete && one.naturalWidth > 0"), (Object) true);
    }
}
