package dev.chatchannel.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;

/** Shows everything behind it the client and the scheme that a proxy of ours tells, instead of the proxy's own. */
public final class Forwarding extends HttpFilter {
    private static final String SECURE = "https";
    private static final long serialVersionUID = 1;

    private final transient Proxies proxies;

    public Forwarding(Proxies proxies) {
        this.proxies = proxies;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Proxies.Client> client = proxies.client(request.getRemoteAddr(), name -> Collections.list(request.getHeaders(name)));
        chain.doFilter(client.<HttpServletRequest>map(known -> new Forwarded(request, known)).orElse(request), response);
    }

    private static final class Forwarded extends HttpServletRequestWrapper {
        private final Proxies.Client client;

        Forwarded(HttpServletRequest request, Proxies.Client client) {
            super(request);
            this.client = client;
        }

        @Override
        public String getRemoteAddr() {
            return client.address().getHostAddress();
        }

        @Override
        public String getRemoteHost() {
            return getRemoteAddr();
        }

        @Override
        public String getScheme() {
            return client.scheme().orElseGet(super::getScheme);
        }

        @Override
        public boolean isSecure() {
            return client.scheme().map(SECURE::equals).orElseGet(super::isSecure);
        }
    }
}
