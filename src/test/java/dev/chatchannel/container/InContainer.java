package dev.chatchannel.container;

import dev.chatchannel.kit.Place;
import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
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
        File shipped = new File(System.getProperty("chat-channel.war", "target/chat-channel.war"));
        return ShrinkWrap.create(ZipImporter.class, "chat.war").importFrom(shipped).as(WebArchive.class);
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
