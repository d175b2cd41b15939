package dev.chatchannel.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real proxy in front of a server, set up by the very lines that operating.md tells; it asks from 127.0.0.3. */
public final class Proxy implements Place, AutoCloseable {
    /** From where it asks the server. */
    public static final String ADDRESS = "127.0.0.3";

    /** The programs that operating.md has lines for. */
    public enum Kind {
        NGINX("nginx", "/usr/sbin/nginx", "-e", "stderr", "-p", "DIRECTORY", "-c", "FILE") {
            @Override
            String configuration(String lines) {
                String[] parts = lines.split("\n\n", 2); // of http, and of a server
                return """
                        daemon off; master_process off; pid DIRECTORY/pid; error_log stderr warn;
                        events {}
                        http {
                            access_log off;
                            client_body_temp_path DIRECTORY/body; proxy_temp_path DIRECTORY/proxy;
                            fastcgi_temp_path DIRECTORY/f; uwsgi_temp_path DIRECTORY/u; scgi_temp_path DIRECTORY/s;
                            %s
                            server { listen 127.0.0.1:PORT; %s }
                        }
                        """.formatted(parts[0], parts[1].replaceFirst("\\{", "{ proxy_bind " + ADDRESS + ";"));
            }
        },

        APACHE("Apache", "/usr/sbin/apache2", "-DFOREGROUND", "-d", "DIRECTORY", "-f", "FILE") {
            private static final String MODULES = "mpm_event authz_core proxy proxy_http headers alias";

            @Override
            String configuration(String lines) {
                StringBuilder loaded = new StringBuilder();
                for (String module : MODULES.split(" ")) loaded.append("LoadModule %1$s_module /usr/lib/apache2/modules/mod_%1$s.so%n".formatted(module));
                return """
                        %s
                        DefaultRuntimeDir DIRECTORY
                        PidFile DIRECTORY/pid
                        ErrorLog /dev/stderr
                        User daemon
                        Group daemon
                        ServerName 127.0.0.1
                        Listen 127.0.0.1:PORT
                        ProxySourceAddress %s
                        %s
                        """.formatted(loaded, ADDRESS, lines);
            }
        },

        HAPROXY("HAProxy", "/usr/sbin/haproxy", "-db", "-f", "FILE") {
            @Override
            String configuration(String lines) {
                return lines + """

                            source %s

                        frontend outside
                            bind 127.0.0.1:PORT
                            default_backend chat
                        """.formatted(ADDRESS);
            }
        };

        private final String name;
        private final List<String> command;

        Kind(String name, String... command) {
            this.name = name;
            this.command = List.of(command);
        }

        /** @return what it reads; it listens at 127.0.0.1:PORT, and writes into DIRECTORY */
        abstract String configuration(String lines);

        public boolean isThere() {
            return Files.isExecutable(Path.of(command.get(0)));
        }

        /** @param directory where it writes; @param patience in the place of what operating.md says of quiet connections, in seconds */
        public Proxy before(ServerProcess server, Path directory, int patience) {
            try {
                int port = freePort();
                String said = lines().replace("127.0.0.1:8080", "127.0.0.1:" + server.port())
                        .replace("60s", patience + "s").replace("tunnel 2m", "tunnel " + patience + "s").replace("ProxyTimeout 60", "ProxyTimeout " + patience);
                String all = configuration(said).replace("PORT", Integer.toString(port)).replace("DIRECTORY", directory.toString());
                Path file = Files.writeString(directory.resolve("proxy.conf"), all);
                List<String> words = new ArrayList<>();
                for (String word : command) words.add(word.replace("FILE", file.toString()).replace("DIRECTORY", directory.toString()));
                Proxy proxy = new Proxy(new ProcessBuilder(words).inheritIO().start(), server, port);
                Wire.await(proxy::isListening, () -> name + " does not listen");
                return proxy;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /** @return what stands in operating.md below its name, in the next block */
        private String lines() throws IOException {
            Matcher found = Pattern.compile("(?s)\n" + name + "[^\n]*:\\s+```\n(.*?)```").matcher(Files.readString(Path.of("src/docs/operating.md")));
            if (!found.find()) throw new AssertionError("operating.md has no lines for " + name);
            return found.group(1);
        }
    }

    private final Process process;
    private final Place server;
    private final int port;

    private Proxy(Process process, Place server, int port) {
        this.process = process;
        this.server = server;
        this.port = port;
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
        if (!process.isAlive()) throw new AssertionError("The proxy has ended");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
