package dev.chatchannel.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Somebody at the page: what they do and what they see. They have no name before they {@link #enter}. */
final class Person {
    /** Markup that would tell {@link #isNotTrapped} if a page took it for more than text. */
    static final String TRAP = "<img src=x onerror=\"window.trapped=1\"><script>window.trapped=1</script>";

    private static final Pattern NETWORK = Pattern.compile("net::ERR_|^WebSocket connection to .* failed");
    private static final String TELL_VIOLATIONS = "addEventListener('securitypolicyviolation', (event) => "
            + "console.error('Policy violated: ' + event.violatedDirective + ' ' + event.blockedURI))";

    private static final String APP = "document.querySelector('chat-app, admin-app').page";
    private static final String DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";

    private final Browser.NewContextOptions looks = new Browser.NewContextOptions().setLocale("en-US").setViewportSize(1280, 800)
            .setServiceWorkers(ServiceWorkerPolicy.BLOCK); // else each page would be fetched twice
    private final List<String> complaints = new ArrayList<>();
    private final List<Pattern> forgiven = new ArrayList<>();
    private final Browser browser;
    private final String name;
    private URI address;
    private Cookie cookie; // or null
    private BrowserContext context;
    private Page page;

    Person(String name, Browser browser, URI address) {
        this.name = name;
        this.browser = browser;
        this.address = address;
    }

    // Before the page is opened.

    Person locale(String locale) {
        looks.setLocale(locale);
        return this;
    }

    Person viewport(int width, int height) {
        looks.setViewportSize(width, height);
        return this;
    }

    /** Has fingers and no pointer. */
    Person touching() {
        looks.setHasTouch(true).setIsMobile(true);
        return this;
    }

    Person scheme(ColorScheme scheme) {
        looks.setColorScheme(scheme);
        return this;
    }

    /** Their browser keeps the page. */
    Person keepingThePage() {
        looks.setServiceWorkers(ServiceWorkerPolicy.ALLOW);
        return this;
    }

    /** Has taken the name already, in this browser; may open the page at once. */
    Person known(String cookie) {
        String[] pair = cookie.split("=", 2);
        this.cookie = new Cookie(pair[0], pair[1]).setUrl(address.toString());
        return this;
    }

    Person at(URI elsewhere) {
        address = elsewhere;
        return this;
    }

    /** Lets pass what the console says of it. */
    Person forgiving(String complaint) {
        forgiven.add(Pattern.compile(complaint));
        return this;
    }

    /** Lets pass what the console says of a network that the test itself breaks. */
    Person forgivingTheNetwork() {
        forgiven.add(NETWORK);
        return this;
    }

    // Coming and going.

    /** Loads the page. */
    Person opens() {
        prepare();
        page.navigate(address.toString());
        return this;
    }

    /** Makes the page, but does not load anything yet. */
    Person prepare() {
        if (context == null) {
            context = browser.newContext(looks);
            context.addInitScript(TELL_VIOLATIONS);
            if (cookie != null) context.addCookies(List.of(cookie));
        }
        if (page == null) {
            page = context.newPage();
            page.onConsoleMessage(this::note);
            page.onPageError(complaints::add);
            page.onDialog(this::note);
        }
        return this;
    }

    /** Loads the page, takes the name, and waits until the connection stands. */
    Person enters() {
        opens();
        takesName(name);
        return isOnline();
    }

    Person takesName(String wanted) {
        at("name-input").fill(wanted);
        at("name-submit").click();
        return this;
    }

    Person otherTab() {
        Person other = new Person(name, browser, address);
        other.context = context;
        return other.opens();
    }

    // Channels.

    /** Makes a public channel and goes there. @return the name that the address has */
    String makes(String called) {
        at("make-open").click();
        at("make-name").fill(called);
        at("make-submit").click();
        String made = called.toLowerCase().replace(' ', '-');
        assertThat(currentChannel()).hasAttribute("data-name", made);
        return made;
    }

    /** Goes to the channel, or to the person, of exactly this name. */
    void finds(String wanted) {
        page.keyboard().press("Control+k");
        at("find-input").fill(wanted);
        Locator exact = page.getByText(wanted, new Page.GetByTextOptions().setExact(true));
        page.getByTestId("found").filter(new Locator.FilterOptions().setHas(exact)).click();
        assertThat(at("finder")).not().isVisible();
    }

    Locator currentChannel() {
        return page.locator("[data-testid=channel][aria-current=page]");
    }

    boolean isThere() {
        return page != null && !page.isClosed();
    }

    void leaves() {
        if (context != null) context.close();
    }

    private void note(ConsoleMessage message) {
        if (message.type().equals("error")) complaints.add(message.text() + " (" + message.location() + ")");
    }

    private void note(Dialog dialog) {
        complaints.add("A dialog: " + dialog.message());
        dialog.dismiss();
    }

    /** What went wrong in the page that no test had foreseen. */
    List<String> complaints() {
        return complaints.stream()
                .filter(one -> forgiven.stream().noneMatch(pattern -> pattern.matcher(one).find()))
                .map(one -> name + ": " + one)
                .toList();
    }

    // Doing.

    String name() {
        return name;
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** The id of the account that the server knows this browser by. */
    String account() {
        return page.request().get(address.resolve("sign-in").toString()).text().replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1");
    }

    Person says(String text) {
        at("composer").fill(text);
        at("composer").press("Enter");
        return this;
    }

    Person changesName(String wanted) {
        at("settings-open").click();
        Locator settings = at("settings");
        settings.getByTestId("name-input").fill(wanted);
        settings.getByTestId("name-submit").click();
        assertThat(settings.getByTestId("name-done")).isVisible();
        at("settings-close").click();
        return this;
    }

    /** Lets a finger rest on something until that does something. */
    void rests(Locator place) {
        BoundingBox box = place.boundingBox();
        CDPSession fingers = context.newCDPSession(page);
        JsonArray points = new JsonArray();
        JsonObject point = new JsonObject();
        point.addProperty("x", box.x + 5);
        point.addProperty("y", box.y + box.height / 2);
        points.add(point);
        JsonObject touch = new JsonObject();
        touch.addProperty("type", "touchStart");
        touch.add("touchPoints", points);
        fingers.send("Input.dispatchTouchEvent", touch);
    }

    /** Turns the page into another language as it stands. */
    Person speaks(String language) {
        page.evaluate("(language) => { " + APP + ".settings.language = language }", language);
        await(() -> page.evaluate(APP + ".words.language").equals(language), () -> "The page does not come to speak " + language);
        page.evaluate(DRAWN);
        return this;
    }

    /** Turns to light or dark colours, and nothing moves from now on. */
    Person prefers(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
        return this;
    }

    void picture(String picture) {
        Stage.picture(page, picture);
    }

    // Seeing.

    /** Begins to note what a screen reader is told. */
    void listens() {
        page.evaluate("window.told = []; new MutationObserver((all) => all.forEach((one) => one.addedNodes.forEach((node) =>"
                + " node.textContent.trim() && told.push(node.textContent.trim())))).observe(document.querySelector('[data-testid=announcer]'), { childList: true, subtree: true })");
    }

    /** What it was told since. */
    Object heard() {
        return page.evaluate("told");
    }

    Locator at(String testId) {
        return page.getByTestId(testId).first();
    }

    /** The message that has exactly this text. */
    Locator message(String text) {
        Locator exact = page.getByText(text, new Page.GetByTextOptions().setExact(true));
        return page.getByTestId("message").filter(new Locator.FilterOptions().setHas(exact));
    }

    Person isOnline() {
        return sees("connection", "online");
    }

    /** Nothing that others wrote was run here, or became an element. */
    Person isNotTrapped() {
        assertThat(page.locator("img[src=x]")).hasCount(0);
        if (page.evaluate("() => window.trapped") != null) throw new AssertionError("A script of somebody else ran");
        return this;
    }

    /** Waits until the thing has the state. */
    Person sees(String testId, String state) {
        assertThat(at(testId)).hasAttribute("data-state", state);
        return this;
    }

    /** Waits until each of these is there as sent, once, in this order. Other messages may stand between. */
    Person sees(List<String> texts) {
        List<String> wanted = texts.stream().map(text -> "sent: " + text).toList();
        return await(() -> said(texts), wanted);
    }

    Person sees(String... texts) {
        return sees(Arrays.asList(texts));
    }

    /** Waits until the people who are here, among these, are exactly the wanted ones. */
    Person seesHere(List<String> among, List<String> wanted) {
        return await(() -> here(among), wanted);
    }

    /** The messages in the page that are among the wanted, as they stand. */
    List<String> texts(List<String> wanted) {
        return said(wanted).stream().map(Person::textOf).toList();
    }

    private List<String> said(List<String> wanted) {
        return lines().stream().filter(line -> wanted.contains(textOf(line))).toList();
    }

    private static String textOf(String line) {
        return line.replaceFirst("^[a-z]+: ", "");
    }

    @SuppressWarnings("unchecked") // it is what the script returns
    private List<String> lines() {
        return (List<String>) page.getByTestId("message").evaluateAll("(all) => { return all.map((one) => one.dataset.state + ': ' "
                + "+ textOf(one.querySelector('[data-testid=text]')));"
                + "function textOf(one) { return one?.innerText || (one?.textContent ?? '') } }"); // what is not in view has no inner text
    }

    private List<String> here(List<String> among) {
        return page.locator("[data-testid=person] .name").allInnerTexts().stream().filter(among::contains).sorted().toList();
    }

    /** Waits until it is as wanted; tells, when our patience ends, what it is instead. */
    <T> Person await(Supplier<T> actual, T wanted) {
        await(() -> actual.get().equals(wanted), () -> name + " sees " + actual.get() + ", not " + wanted);
        return this;
    }

    void await(BooleanSupplier condition, Supplier<String> complaint) {
        try {
            page.waitForCondition(condition, new Page.WaitForConditionOptions().setTimeout(Chromium.PATIENCE.toMillis()));
        } catch (TimeoutError tooLate) {
            throw new AssertionError(complaint.get(), tooLate);
        }
    }
}
