package dev.chatchannel.file;

/** The files cannot be read or written just now. */
public final class FilesUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    public FilesUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
