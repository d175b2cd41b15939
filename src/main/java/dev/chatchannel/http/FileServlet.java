package dev.chatchannel.http;

import dev.chatchannel.answer.Answer;
import dev.chatchannel.command.Caller;
import dev.chatchannel.command.CommandRunner;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.StoredFile;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Reply;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /files/{id}}: the content of a file, for those who may read its channel. A browser runs nothing of it. */
public final class FileServlet extends HttpServlet {
    private static final String FOR_EVER = "private, max-age=31536000, immutable";
    private static final long serialVersionUID = 1;

    private final transient CommandRunner runner;

    public FileServlet(CommandRunner runner) {
        this.runner = runner;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            Command.ReadFile command = new Command.ReadFile(id(request));
            Reply reply = runner.run((Caller) request.getUserPrincipal(), command).toCompletableFuture().join();
            send(((Reply.FileContent) reply).file(), response);
        } catch (RuntimeException failure) {
            Answer.failed(response, failure);
        }
    }

    private static FileId id(HttpServletRequest request) {
        try {
            return new FileId(String.valueOf(request.getPathInfo()).replaceFirst("^/", ""));
        } catch (IllegalArgumentException notAnId) {
            throw Refusal.NOT_FOUND.refused("There is no such file.");
        }
    }

    private static void send(StoredFile file, HttpServletResponse response) throws IOException {
        String type = file.about().type();
        String disposition = type.startsWith("image/") ? "inline" : "attachment";
        response.setContentType(type);
        response.setContentLength(file.content().length);
        response.setHeader("Content-Disposition", disposition + "; filename=\"" + file.about().id() + "\"");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader("Cache-Control", FOR_EVER);
        response.getOutputStream().write(file.content());
    }
}
