package dev.chatchannel.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;

class OutgoingFileTest {
    private static final int PART = 256 << 10;

    private final byte[] content = new byte[700_000];
    private final List<String> calls = new ArrayList<>();
    private final Line line = new Line();

    /** Each answer that nobody read held a whole part. */
    @Test
    void what_is_not_read_yet_is_held_in_slices_and_read_again_later() throws IOException {
        new Random(7).nextBytes(content);
        ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
        try {
            OutgoingFile.send(stub(HttpServletRequest.class, this::request), stub(HttpServletResponse.class, (self, method, all) -> line), this::part, 5, 699_990, timer);
            int rounds = 0;
            for (; !calls.contains("complete"); rounds++) {
                line.free = 2;
                line.listener.onWritePossible();
            }
            assertTrue(rounds > 10, "rounds: " + rounds);
            assertArrayEquals(Arrays.copyOfRange(content, 5, 699_990), line.sent.toByteArray());
            assertEquals(16 << 10, line.largest);
        } finally {
            timer.shutdownNow();
        }
    }

    private byte[] part(long place) {
        return Arrays.copyOfRange(content, (int) place, (int) Math.min(content.length, (place / PART + 1) * PART));
    }

    private Object request(Object self, java.lang.reflect.Method method, Object[] all) {
        return stub(AsyncContext.class, (context, called, parameters) -> {
            calls.add(called.getName());
            return null;
        });
    }

    private static <T> T stub(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Takes so many slices until somebody reads. */
    private static final class Line extends ServletOutputStream {
        final ByteArrayOutputStream sent = new ByteArrayOutputStream();
        WriteListener listener;
        int free;
        int largest;

        @Override
        public boolean isReady() {
            return free > 0;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            this.listener = listener;
        }

        @Override
        public void write(int one) {
            throw new AssertionError("one by one");
        }

        @Override
        public void write(byte[] bytes, int from, int count) {
            free--;
            largest = Math.max(largest, bytes.length);
            sent.write(bytes, from, count);
        }
    }
}
