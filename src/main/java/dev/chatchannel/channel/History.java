package dev.chatchannel.channel;

import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.OwnReaction;
import dev.chatchannel.message.Position;
import dev.chatchannel.message.Reactors;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was committed, as far back as it goes. Implemented in SQL by {@code storage}.
 *
 * <p>Messages come with what became of them: their state is as new as the newest event of the channel when they were read, or newer.
 *
 * <p>Threads: any; every method blocks for a read of the database. All throw {@code HistoryUnavailable} when it cannot be
 * read.
 */
public interface History {
    /** @return the channel's newest position, or empty when there is no such channel */
    Optional<Position> head(ChannelName channel);

    /** @return the newest positions of those channels that there are */
    Map<ChannelName, Position> heads(Collection<ChannelName> channels);

    /** @return where the channel stands and who may do what there, read at one moment; or empty when there is no such channel */
    Optional<ChannelState> state(ChannelName channel);

    /** @return up to {@code most} events with a larger offset, oldest first */
    List<Event> after(ChannelName channel, long offset, int most);

    /** @return up to {@code most} events with a smaller offset, the nearest ones, newest first */
    List<Event> before(ChannelName channel, long offset, int most);

    /** @return up to {@code most} replies to the message at {@code root} with a larger offset, oldest first */
    List<Event> repliesAfter(ChannelName channel, long root, long offset, int most);

    /** @return up to {@code most} replies to the message at {@code root} with a smaller offset, the nearest ones, newest first */
    List<Event> repliesBefore(ChannelName channel, long root, long offset, int most);

    /** @return who has which reaction on the message, in the order in which the reactions first came; up to {@code most} people of each */
    List<Reactors> reactors(ChannelName channel, long offset, int most);

    /** @return the reactions of one account to the messages at these offsets */
    List<OwnReaction> reactionsOf(ChannelName channel, AccountId account, List<Long> offsets);
}
