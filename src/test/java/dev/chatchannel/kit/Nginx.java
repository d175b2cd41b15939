package dev.chatchannel.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real nginx in front of a server, set up by the very lines that operating.md tells; it asks from 127.0.0.3. */
public final class Nginx implements Place, AutoCloseable {
    /** From where it asks the server. */
    public static final String ADDRESS = "127.0.0.3";

    private static final Pattern LINES = Pattern.compile("(?s)nginx, in `http` and `server`:\\s+```\\n(map .*?\\n)\\n(location .*?)```");

    private final Process process;
    private final Place server;
    private final int port;

    private Nginx(Process process, Place server, int port) {
        this.process = process;
        this.server = server;
        this.port = port;
    }

    public static boolean isThere() {
        return Files.isExecutable(Path.of("/usr/sbin/nginx"));
    }

    /** @param directory where it writes; @param readTimeout in the place of the 60 seconds of operating.md */
    public static Nginx before(ServerProcess server, Path directory, String readTimeout) {
        try {
            int port = freePort();
            Path file = Files.writeString(directory.resolve("nginx.conf"), configuration(server.port(), port, directory, readTimeout));
            Process process = new ProcessBuilder("/usr/sbin/nginx", "-p", directory.toString(), "-e", "stderr", "-c", file.toString()).inheritIO().start();
            Nginx nginx = new Nginx(process, server, port);
            Wire.await(nginx::isListening, () -> "nginx does not listen");
            return nginx;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public URI http(String path) {
        return URI.create("http://127.0.0.1:" + port + "/").resolve(path);
    }

    @Override
    public String operatorToken() {
        return server.operatorToken();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String configuration(int server, int port, Path directory, String readTimeout) throws IOException {
        Matcher lines = LINES.matcher(Files.readString(Path.of("src/docs/operating.md")));
        if (!lines.find()) throw new AssertionError("operating.md has no lines for nginx");
        String location = lines.group(2).replace("127.0.0.1:8080", "127.0.0.1:" + server).replace("60s", readTimeout)
                .replaceFirst("\\{", "{ proxy_bind " + ADDRESS + ";");
        return """
                daemon off; master_process off; pid %1$s/pid; error_log stderr warn;
                events {}
                http {
                    access_log off;
                    client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy; fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                    %2$s
                    server { listen 127.0.0.1:%3$d; %4$s }
                }
                """.formatted(directory, lines.group(1), port, location);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
