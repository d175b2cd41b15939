package dev.chatchannel.storage;

import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.Outcome;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.journal.Rejection;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.ChannelKind;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.ClientId;
import dev.chatchannel.message.Event;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Drafts on their way into one transaction.
 *
 * <p>First who repeats an earlier draft is told apart, because only the rest takes offsets. Then each channel's head moves
 * once, by as many as may come; where several nodes write, the lock on that row makes the order of commits and the order of
 * offsets one. Then each draft is written or rejected, in order, and what the rejected left over is given back. Then the events
 * are inserted, together.
 */
final class Batch {
    /** Of one table, because nearly every draft asks it in vain: each table more costs as if there were something to read. */
    private static final String BY_CLIENT_ID = "select channel, \"offset\" from event where author = ? and client_id = ?";
    private static final String BY_PLACE = EventRow.SELECT + "where event.channel = ? and event.\"offset\" = ?";
    private static final String MOVE_HEAD =
            "update channel set head = head + ? where name = ? returning id, head, kind";
    private static final String SET_HEAD = "update channel set head = ? where id = ?";

    private final List<Candidate> candidates;
    private final long time;

    Batch(List<Draft> drafts, long time) {
        this.candidates = drafts.stream().map(Candidate::new).toList();
        this.time = time;
    }

    /** Runs within a transaction that the caller commits. */
    List<Outcome> store(Sql sql) throws SQLException {
        recognise(sql);
        List<Candidate> fresh = candidates.stream().filter(candidate -> !candidate.repeated).toList();
        Map<ChannelName, Place> places = places(sql, fresh);
        sql.runAll(EventRow.INSERT, write(new ChangeWriter(sql, time), fresh, places));
        for (Place place : places.values()) {
            if (place.hasLeftOver()) sql.run(SET_HEAD, place.head(), place.channel());
        }
        return candidates.stream().map(Candidate::outcome).toList();
    }

    private void recognise(Sql sql) throws SQLException {
        Map<Key, Candidate> first = new HashMap<>();
        for (Candidate candidate : candidates) {
            if (candidate.draft.clientId().isEmpty()) continue;
            Key key = new Key(candidate.draft.author().id(), candidate.draft.clientId().get());
            Candidate earlier = first.putIfAbsent(key, candidate);
            if (earlier != null) candidate.repeats(earlier);
            else stored(sql, key).ifPresent(candidate::repeats);
        }
    }

    private static Optional<Event> stored(Sql sql, Key key) throws SQLException {
        Optional<Object[]> place = sql.first(
                BY_CLIENT_ID,
                row -> new Object[] {row.getString("channel"), row.getLong("offset")},
                key.author.value(),
                key.id.value());
        return place.isEmpty() ? Optional.empty() : sql.first(BY_PLACE, EventRow::read, place.get());
    }

    /** @return the places of those channels that there are */
    private static Map<ChannelName, Place> places(Sql sql, List<Candidate> fresh) throws SQLException {
        Map<ChannelName, Long> counts = new LinkedHashMap<>();
        fresh.forEach(candidate -> counts.merge(candidate.draft.channel(), 1L, Long::sum));
        Map<ChannelName, Place> places = new HashMap<>();
        for (Map.Entry<ChannelName, Long> count : counts.entrySet()) {
            moveHead(sql, count.getKey(), count.getValue()).ifPresent(place -> places.put(place.name(), place));
        }
        return places;
    }

    private static Optional<Place> moveHead(Sql sql, ChannelName channel, long count) throws SQLException {
        return sql.first(
                MOVE_HEAD,
                row -> new Place(
                        row.getString("id"), channel, ChannelKind.of(row.getString("kind")), row.getLong("head") - count, row.getLong("head")),
                count,
                channel.value());
    }

    /** @return the rows of the events that are to be inserted */
    private static List<Object[]> write(ChangeWriter writer, List<Candidate> fresh, Map<ChannelName, Place> places)
            throws SQLException {
        Map<Place, List<Object[]>> rows = new LinkedHashMap<>();
        for (Candidate candidate : fresh) {
            Place place = places.get(candidate.draft.channel());
            boolean exists = place != null && !place.isGone();
            candidate.outcome = exists ? writer.write(candidate.draft, place) : Rejection.NO_CHANNEL;
            if (candidate.outcome instanceof Receipt receipt) {
                rows.computeIfAbsent(place, first -> new ArrayList<>())
                        .add(EventRow.of(place.channel(), receipt.event(), candidate.draft.clientId()));
            }
        }
        rows.keySet().removeIf(Place::isGone); // what was said before the end of the channel went with it
        return rows.values().stream().flatMap(List::stream).toList();
    }

    /** What is stored once. */
    private record Key(AccountId author, ClientId id) {}

    /** A draft that becomes an event, or turns out to be one already, or does not fit. */
    private static final class Candidate {
        private final Draft draft;
        private boolean repeated;
        private Candidate first = this;
        private Outcome outcome;

        Candidate(Draft draft) {
            this.draft = draft;
        }

        void repeats(Candidate earlier) {
            first = earlier;
            repeated = true;
        }

        void repeats(Event stored) {
            outcome = new Receipt(stored, true);
            repeated = true;
        }

        Outcome outcome() {
            Outcome found = first.outcome;
            return repeated && found instanceof Receipt receipt ? new Receipt(receipt.event(), true) : found;
        }
    }
}
