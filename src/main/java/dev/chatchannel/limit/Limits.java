package dev.chatchannel.limit;

/**
 * The table of all limits.
 *
 * @param textBytes of one message, in UTF-8; more is refused
 * @param frameBytes of one WebSocket message, whole or in fragments, and of one request's body; more closes the connection
 * @param sessionsPerPerson connections of one account at once; guests without a name are a new person each time
 * @param connections of all together
 * @param fileBytes of one file that is brought by itself; more is refused
 */
public record Limits(int textBytes, int frameBytes, int sessionsPerPerson, int connections, int fileBytes) {
    /** @param connections the rest is as no setting says otherwise */
    public Limits(int textBytes, int frameBytes, int sessionsPerPerson, int connections) {
        this(textBytes, frameBytes, sessionsPerPerson, connections, FILE_BYTES);
    }

    /** A file that is brought by itself, in bytes, when no setting says otherwise. */
    public static final int FILE_BYTES = 25 << 20;

    /** Messages in one page of history. */
    public static final int HISTORY_PAGE = 100;

    /** A channel's topic, in bytes of UTF-8. */
    public static final int TOPIC_BYTES = 1_000;

    /** A channel's title, in bytes of UTF-8. */
    public static final int TITLE_BYTES = 200;

    /** Addresses from which no guest is let in. */
    public static final int ADDRESS_BANS = 10_000;

    /** Channels that one connection may subscribe to. */
    public static final int SUBSCRIPTIONS = 100;

    /** Commands of one connection that are not answered yet; more are refused. */
    public static final int COMMANDS_IN_FLIGHT = 1_000;

    /** Replies to one connection that are not sent yet; more close it as too slow. */
    public static final int REPLIES_WAITING = 4_000;

    /** Characters of the replies to one connection that are not sent yet; more close it as too slow. */
    public static final int REPLY_CHARACTERS_WAITING = 8 << 20;

    /** Of a request, in bytes; as many as like may be on their way to us. */
    public static final int SMALL_BODY_BYTES = 64 << 10;

    /** Bodies of requests that are larger and not whole yet; more are refused. */
    public static final int LARGE_BODIES = 64;

    /** Pictures of people that are coming; more are refused for the moment. */
    public static final int PICTURES = 8;

    /** Drafts that wait for the journal; more are refused. */
    public static final int DRAFTS_WAITING = 16_384;
}
