package dev.chatchannel.http;

import dev.chatchannel.answer.Answer;
import dev.chatchannel.command.Caller;
import dev.chatchannel.command.CommandRunner;
import dev.chatchannel.command.FileCauses;
import dev.chatchannel.file.FileStore;
import dev.chatchannel.file.FileType;
import dev.chatchannel.file.Thumbnail;
import dev.chatchannel.file.Upload;
import dev.chatchannel.file.Uploader;
import dev.chatchannel.file.Uploads;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.AccountKind;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.FileId;
import dev.chatchannel.message.FileName;
import dev.chatchannel.message.StoredFile;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Refused;
import dev.chatchannel.protocol.Reply;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Files, by request: {@code POST /files} brings one, {@code GET /files/{id}} and {@code GET /files/{id}/thumbnail} give it to those who may read its
 * channel. A browser runs nothing of it.
 */
public final class FileServlet extends HttpServlet {
    private static final String ASK_AGAIN = "private, no-cache"; // who may read it is asked each time, also of a browser that keeps it
    private static final String THUMBNAIL = "/thumbnail";
    private static final long serialVersionUID = 1;

    private final transient CommandRunner runner;
    private final transient Uploads uploads;
    private final transient FileStore store;
    private final transient ScheduledExecutorService timer;
    private final transient Duration patience;

    /** @param patience for each part of a file that comes */
    public FileServlet(CommandRunner runner, Uploads uploads, FileStore store, ScheduledExecutorService timer, Duration patience) {
        this.runner = runner;
        this.uploads = uploads;
        this.store = store;
        this.timer = timer;
        this.patience = patience;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getPathInfo() != null || request.getDispatcherType() == DispatcherType.ASYNC) {
            Answer.refused(response, Refusal.NOT_FOUND.refused("Files are brought to /files, and nowhere else."));
            return;
        }
        Upload upload;
        try {
            upload = begin(request);
        } catch (RuntimeException failure) {
            IncomingFile.refuse(request, response, FileCauses.refusal(failure).orElseGet(() -> Refused.of(failure)), timer, patience);
            return;
        }
        IncomingFile.receive(request, response, upload, timer, patience);
    }

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        doPost(request, response);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            String path = String.valueOf(request.getPathInfo());
            StoredFile file = find(request, path);
            Optional<Thumbnail> thumbnail = path.endsWith(THUMBNAIL) ? store.thumbnail(file.content()) : Optional.empty();
            if (thumbnail.isPresent()) sendThumbnail(request, response, file, thumbnail.get());
            else sendFile(request, response, file);
        } catch (RuntimeException failure) {
            Answer.refused(response, FileCauses.refusal(failure).orElseGet(() -> Refused.of(failure)));
        }
    }

    private Upload begin(HttpServletRequest request) {
        Caller caller = (Caller) request.getUserPrincipal();
        ChannelName channel = channel(request);
        runner.run(caller, new Command.BringFile(channel)).toCompletableFuture().join();
        return uploads.begin(uploader(caller), channel, name(request), request.getContentLengthLong());
    }

    private static Uploader uploader(Caller caller) {
        AccountId account = caller.account().id();
        return caller.account().kind() == AccountKind.GUEST ? Uploader.guest(account, caller.address()) : Uploader.of(account);
    }

    private static ChannelName channel(HttpServletRequest request) {
        try {
            String query = String.valueOf(request.getQueryString()); // not getParameter, which may read the body
            return new ChannelName(URLDecoder.decode(query.replaceFirst("(?:.*&)?channel=([^&]*).*", "$1"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notAName) {
            throw Refusal.BAD_REQUEST.refused("channel: " + notAName.getMessage());
        }
    }

    private static FileName name(HttpServletRequest request) {
        String given = request.getHeader("X-File-Name");
        if (given == null) return new FileName("");
        try {
            return new FileName(URLDecoder.decode(given.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            throw Refusal.BAD_REQUEST.refused("X-File-Name: expected a name in UTF-8, percent-encoded.");
        }
    }

    private StoredFile find(HttpServletRequest request, String path) {
        Command.ReadFile command = new Command.ReadFile(id(path));
        Reply reply = runner.run((Caller) request.getUserPrincipal(), command).toCompletableFuture().join();
        return ((Reply.FileFound) reply).file();
    }

    private static FileId id(String path) {
        try {
            return new FileId(path.replaceFirst("^/", "").replaceFirst(THUMBNAIL + "$", ""));
        } catch (IllegalArgumentException notAnId) {
            throw Refusal.NOT_FOUND.refused("There is no such file.");
        }
    }

    private static void sendThumbnail(HttpServletRequest request, HttpServletResponse response, StoredFile file, Thumbnail thumbnail) throws IOException {
        String tag = "\"" + file.hash() + "-small\"";
        describe(response, tag, "inline", new FileName(file.about().name()));
        if (isKnown(request, tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(thumbnail.type());
        response.setContentLength(thumbnail.bytes().length);
        response.getOutputStream().write(thumbnail.bytes());
    }

    private void sendFile(HttpServletRequest request, HttpServletResponse response, StoredFile file) throws IOException {
        String tag = "\"" + file.hash() + "\"";
        String name = file.about().name().isEmpty() ? file.about().id().value() : file.about().name();
        describe(response, tag, FileType.isShown(file.about().type()) ? "inline" : "attachment", new FileName(name));
        response.setHeader("Accept-Ranges", "bytes");
        if (isKnown(request, tag)) response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        else send(request, response, file, range(request, tag, file.about().size()));
    }

    private void send(HttpServletRequest request, HttpServletResponse response, StoredFile file, Optional<ByteRange> part) throws IOException {
        long size = file.about().size();
        if (part.filter(ByteRange::isEmpty).isPresent()) {
            response.setHeader("Content-Range", "bytes */" + size);
            response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            return;
        }
        ByteRange range = part.orElse(new ByteRange(0, size));
        if (part.isPresent()) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader("Content-Range", "bytes " + range.first() + "-" + (range.end() - 1) + "/" + size);
        }
        response.setContentType(file.about().type().equals("text/plain") ? "text/plain;charset=UTF-8" : file.about().type());
        response.setContentLengthLong(range.end() - range.first());
        if (request.getMethod().equals("HEAD")) return;
        OutgoingFile.send(request, response, place -> store.read(file.content(), place), range.first(), range.end(), timer);
    }

    private static Optional<ByteRange> range(HttpServletRequest request, String tag, long size) {
        String unless = request.getHeader("If-Range");
        return unless == null || unless.equals(tag) ? ByteRange.of(request.getHeader("Range"), size) : Optional.empty();
    }

    private static boolean isKnown(HttpServletRequest request, String tag) {
        String known = request.getHeader("If-None-Match");
        return known != null && (known.equals("*") || known.contains(tag));
    }

    /** @see <a href="https://www.rfc-editor.org/rfc/rfc6266">RFC 6266</a>, for the name in letters of all scripts */
    private static void describe(HttpServletResponse response, String tag, String disposition, FileName name) {
        String encoded = URLEncoder.encode(name.value(), StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
        response.setHeader("Content-Disposition", disposition + "; filename=\"" + name.inAscii() + "\"; filename*=UTF-8''" + encoded);
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader("Cache-Control", ASK_AGAIN);
        response.setHeader("ETag", tag);
    }
}
