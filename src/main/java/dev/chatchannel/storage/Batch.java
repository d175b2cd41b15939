package dev.chatchannel.storage;

import dev.chatchannel.journal.Draft;
import dev.chatchannel.journal.Outcome;
import dev.chatchannel.journal.Receipt;
import dev.chatchannel.journal.Rejection;
import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Drafts on their way into one transaction.
 *
 * <p>First who repeats an earlier draft is told apart, because only the rest takes offsets. Then the channels are locked: where several nodes write,
 * that makes the order of commits and the order of offsets one. Then each draft is written or rejected, in order. Then the events are inserted,
 * together, and the heads moved by as many.
 */
final class Batch {
    private final List<Candidate> candidates;
    private final long time;

    Batch(List<Draft> drafts, long time) {
        this.candidates = drafts.stream().map(Candidate::new).toList();
        this.time = time;
    }

    /** Runs within a transaction that the caller commits. */
    List<Outcome> store(Sql sql) throws SQLException {
        BatchStatements statements = sql.dialect().batchStatements(sql);
        recognise(statements);
        List<Candidate> fresh = candidates.stream().filter(candidate -> !candidate.repeated).toList();
        Map<ChannelName, Place> places = places(statements, fresh);
        statements.insert(write(new ChangeWriter(sql, time), fresh, places));
        statements.moveHeads(places.values());
        return candidates.stream().map(Candidate::outcome).toList();
    }

    private void recognise(BatchStatements statements) throws SQLException {
        Map<DraftKey, Candidate> first = new HashMap<>();
        for (Candidate candidate : candidates) {
            if (candidate.draft.clientId().isEmpty()) continue;
            DraftKey key = new DraftKey(candidate.draft.author().id(), candidate.draft.clientId().get());
            Candidate earlier = first.putIfAbsent(key, candidate);
            if (earlier != null) candidate.repeats(earlier);
        }
        statements.stored(first.keySet()).forEach((key, event) -> first.get(key).repeats(event));
    }

    /** In one order, so that nodes do not wait for each other in a circle. @return the places of those channels that there are */
    private static Map<ChannelName, Place> places(BatchStatements statements, List<Candidate> fresh) throws SQLException {
        Map<ChannelName, Long> most = new TreeMap<>(Comparator.comparing(ChannelName::value));
        fresh.forEach(candidate -> most.merge(candidate.draft.channel(), 1L, Long::sum));
        return statements.places(most).stream().collect(Collectors.toMap(Place::name, place -> place));
    }

    /** @return the rows of the events that are to be inserted */
    private static List<Object[]> write(ChangeWriter writer, List<Candidate> fresh, Map<ChannelName, Place> places)
            throws SQLException {
        Map<Place, List<Object[]>> rows = new LinkedHashMap<>();
        for (Candidate candidate : fresh) {
            Place place = places.get(candidate.draft.channel());
            boolean exists = place != null && !place.isGone() && candidate.draft.epoch().map(place::isOf).orElse(true);
            candidate.outcome = exists ? writer.write(candidate.draft, place) : Rejection.NO_CHANNEL;
            if (candidate.outcome instanceof Receipt receipt) {
                rows.computeIfAbsent(place, first -> new ArrayList<>())
                        .add(EventRow.of(place.channel(), receipt.event(), candidate.draft.clientId()));
            }
        }
        rows.keySet().removeIf(Place::isGone); // what was said before the end of the channel went with it
        return rows.values().stream().flatMap(List::stream).toList();
    }

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
