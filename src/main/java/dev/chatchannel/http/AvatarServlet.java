package dev.chatchannel.http;

import dev.chatchannel.answer.Answer;
import dev.chatchannel.command.Caller;
import dev.chatchannel.command.CommandRunner;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import dev.chatchannel.protocol.Reply;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The pictures of people: {@code GET /avatars/{account}}, and {@code POST} and {@code DELETE /avatar} for one's own. Who has none is answered with 204, which
 * is no fault, and so stands in no console.
 */
public final class AvatarServlet extends HttpServlet {
    /** Where one's own is set. */
    static final String OWN = "/avatar";

    private static final String FIVE_MINUTES = "private, max-age=300";
    private static final long serialVersionUID = 1;

    private final transient CommandRunner runner;

    public AvatarServlet(CommandRunner runner) {
        this.runner = runner;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            send(request, response, (Reply.AvatarFound) run(request, new Command.ReadAvatar(account(request))));
        } catch (RuntimeException failure) {
            Refused refused = Refused.of(failure);
            if (refused.refusal() != Refusal.NOT_FOUND) Answer.refused(response, refused);
            else none(response);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, new Command.SetAvatar(IncomingBody.bytes(request)));
    }

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        doPost(request, response);
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(request, response, new Command.ForgetAvatar());
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Command command) throws IOException {
        try {
            if (!request.getServletPath().equals(OWN)) throw Refusal.NOT_FOUND.refused("One's own picture is set at " + OWN + ".");
            run(request, command);
            Answer.json(response, HttpServletResponse.SC_OK, "{\"result\":{}}");
        } catch (RuntimeException failure) {
            Answer.failed(response, failure);
        }
    }

    private Reply run(HttpServletRequest request, Command command) {
        return runner.run((Caller) request.getUserPrincipal(), command).toCompletableFuture().join();
    }

    private static AccountId account(HttpServletRequest request) {
        try {
            return new AccountId(String.valueOf(request.getPathInfo()).replaceFirst("^/", ""));
        } catch (IllegalArgumentException notAnId) {
            throw Refusal.NOT_FOUND.refused();
        }
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, Reply.AvatarFound avatar) throws IOException {
        String tag = "\"" + avatar.hash() + "\"";
        response.setHeader("Cache-Control", FIVE_MINUTES);
        response.setHeader("ETag", tag);
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        if (tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(avatar.type());
        response.setContentLength(avatar.bytes().length);
        response.getOutputStream().write(avatar.bytes());
    }

    private static void none(HttpServletResponse response) {
        response.setHeader("Cache-Control", FIVE_MINUTES);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
