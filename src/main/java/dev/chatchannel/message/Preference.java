package dev.chatchannel.message;

/** How somebody wants to have a channel. */
public record Preference(NotifyLevel level, boolean favourite) {
    /** @return what holds for who said nothing else */
    public static Preference usual(ChannelKind kind) {
        return new Preference(NotifyLevel.usual(kind), false);
    }
}
