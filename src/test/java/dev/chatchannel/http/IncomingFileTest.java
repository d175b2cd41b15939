package dev.chatchannel.http;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatchannel.file.FileStore;
import dev.chatchannel.file.Uploader;
import dev.chatchannel.file.Uploads;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.FileName;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IncomingFileTest {
    @Test
    void a_file_that_cannot_begin_to_come_gives_its_place_back() {
        Uploads uploads = new Uploads(stub(FileStore.class, (self, method, all) -> 0L), 100, Runnable::run, Clock.systemUTC());
        HttpServletRequest request = stub(HttpServletRequest.class, (self, method, all) -> {
            throw new IllegalStateException("the container is closing");
        });
        Uploader ann = Uploader.of(AccountId.at(0));
        for (int i = 0; i < 40; i++) {
            assertThrows(IllegalStateException.class, () -> IncomingFile.receive(
                    request, null, uploads.begin(ann, new ChannelName("lobby"), new FileName("a"), 5), null, Duration.ofSeconds(60)));
        }
    }

    private static <T> T stub(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
