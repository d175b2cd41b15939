package dev.chatchannel.container;

import dev.chatchannel.kit.Place;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deploys the WAR, unchanged, and knows where it is. */
@ExtendWith(ArquillianExtension.class)
abstract class InContainer implements Place {
    /** HTTP/1.1 and with a limit: the upgrade to HTTP/2 hangs in some containers. */
    static final HttpClient BROWSER = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return named("chat.war");
    }

    /** @return the WAR as it is shipped, under another name */
    static WebArchive named(String name) {
        File shipped = new File(System.getProperty("chat-channel.war", "target/chat-channel.war"));
        return ShrinkWrap.create(ZipImporter.class, name).importFrom(shipped).as(WebArchive.class);
    }

    /** @return the WAR with settings of its own, as an operator packs them into it: context parameters */
    static WebArchive with(Map<String, String> settings, WebArchive war) {
        StringBuilder parameters = new StringBuilder();
        settings.forEach((name, value) -> parameters.append("<context-param><param-name>chat-channel.").append(name).append("</param-name><param-value>")
                .append(value.replace("&", "&amp;")).append("</param-value></context-param>"));
        try (InputStream packed = war.get("WEB-INF/web.xml").getAsset().openStream()) {
            String text = new String(packed.readAllBytes(), StandardCharsets.UTF_8);
            return war.setWebXML(new StringAsset(text.replace("</web-app>", parameters + "</web-app>")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public URI http(String path) {
        return URI.create(base.toString()).resolve(path);
    }

    @Override
    public String operatorToken() {
        return ServerLog.newestOperatorToken();
    }

    HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(http(path)).timeout(Duration.ofSeconds(20)).build();
        return BROWSER.send(request, BodyHandlers.ofString());
    }
}
