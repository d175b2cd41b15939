package dev.chatchannel.command;

import static dev.chatchannel.protocol.Reply.SearchProblem.Reason.NO_DATE;
import static dev.chatchannel.protocol.Reply.SearchProblem.Reason.NO_WORDS;
import static dev.chatchannel.protocol.Reply.SearchProblem.Reason.UNKNOWN_CHANNEL;
import static dev.chatchannel.protocol.Reply.SearchProblem.Reason.UNKNOWN_KIND;
import static dev.chatchannel.protocol.Reply.SearchProblem.Reason.UNKNOWN_PERSON;

import dev.chatchannel.account.People;
import dev.chatchannel.channel.Directory;
import dev.chatchannel.channel.KnownChannel;
import dev.chatchannel.message.AccountId;
import dev.chatchannel.message.Trait;
import dev.chatchannel.message.ZoneName;
import dev.chatchannel.protocol.Command;
import dev.chatchannel.protocol.Refusal;
import dev.chatchannel.protocol.Reply;
import dev.chatchannel.protocol.SearchText;
import dev.chatchannel.search.Found;
import dev.chatchannel.search.Phrase;
import dev.chatchannel.search.Search;
import dev.chatchannel.search.SearchIndex;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code search}: what was said in the channels that the caller may read. On a searcher's thread. */
final class MessageFinder {
    /** Of all words and phrases together. */
    private static final int MOST_TOKENS = 100;

    private final Rights rights;
    private final Directory directory;
    private final Searching searching;
    private final People people;

    MessageFinder(Rights rights, Directory directory, Searching searching, People people) {
        this.rights = rights;
        this.directory = directory;
        this.searching = searching;
        this.people = people;
    }

    CompletionStage<Reply.MessagesFound> search(Caller caller, Command.SearchMessages command) {
        try {
            return CompletableFuture.supplyAsync(() -> found(caller, command), searching.searchers());
        } catch (RejectedExecutionException tooMany) {
            throw Refusal.TOO_BUSY.refused();
        }
    }

    private Reply.MessagesFound found(Caller caller, Command.SearchMessages command) {
        boolean indexed = searching.indexer().isCaughtUp(); // asked first: what was said before that is found
        try {
            Search search = new Understanding(caller, command).search();
            Found found = searching.index().find(search, command.next().orElse(SearchIndex.NEWEST), command.limit());
            return new Reply.MessagesFound(found.messages(), command.text().words(), found.next(), indexed, Optional.empty());
        } catch (NotUnderstood why) {
            return new Reply.MessagesFound(List.of(), command.text().words(), OptionalLong.empty(), indexed, Optional.of(why.problem));
        }
    }

    /** One command on its way to what the index is asked. */
    private final class Understanding {
        private final Caller caller;
        private final Command.SearchMessages command;
        private final Set<AccountId> from = new HashSet<>();
        private final Set<Trait> has = EnumSet.noneOf(Trait.class);
        private final List<KnownChannel> within = new ArrayList<>();
        private List<KnownChannel> channels;
        private long since;
        private long before;

        Understanding(Caller caller, Command.SearchMessages command) {
            this.caller = caller;
            this.command = command;
            this.channels = rights.readable(caller, directory.known(caller.account().id()));
            this.since = command.since().orElse(0L);
            this.before = command.before().orElse(Long.MAX_VALUE);
            command.from().ifPresent(from::add);
            command.has().ifPresent(has::add);
        }

        Search search() {
            command.channel().ifPresent(name -> channels = called(name.value(), channel -> channel.name().equals(name)));
            command.text().filters().forEach(this::filter);
            if (!within.isEmpty()) channels = within;
            List<Phrase> phrases = phrases();
            boolean isAboutSomething = !phrases.isEmpty() || !command.text().filters().isEmpty() || command.channel().isPresent() || !from.isEmpty() || !has.isEmpty();
            if (!isAboutSomething) throw new NotUnderstood(NO_WORDS, "");
            return new Search(phrases, channels.stream().map(KnownChannel::name).collect(Collectors.toSet()), from, has, since, before);
        }

        /** Of several people and channels, any will do; of times and kinds, all must fit. */
        private void filter(SearchText.Filter filter) {
            String value = filter.value();
            switch (filter.key()) {
                case IN -> within.addAll(called(value, channel -> isCalled(channel, value)));
                case FROM -> from.add(person(value));
                case HAS -> has.add(Trait.of(value.toLowerCase(Locale.ROOT)).orElseThrow(() -> new NotUnderstood(UNKNOWN_KIND, value)));
                case BEFORE -> before = Math.min(before, startOf(day(value)));
                case AFTER -> since = Math.max(since, startOf(day(value).plusDays(1)));
                case ON -> on(day(value));
            }
        }

        private List<KnownChannel> called(String wanted, Predicate<KnownChannel> isCalled) {
            List<KnownChannel> called = channels.stream().filter(isCalled).toList();
            if (called.isEmpty()) throw new NotUnderstood(UNKNOWN_CHANNEL, wanted);
            return called;
        }

        private void on(LocalDate day) {
            since = Math.max(since, startOf(day));
            before = Math.min(before, startOf(day.plusDays(1)));
        }

        private AccountId person(String name) {
            if (name.equalsIgnoreCase("me")) return caller.account().id();
            return people.named(name.startsWith("@") ? name.substring(1) : name).orElseThrow(() -> new NotUnderstood(UNKNOWN_PERSON, name));
        }

        private List<Phrase> phrases() {
            List<String> words = command.text().words();
            List<Phrase> phrases = new ArrayList<>();
            for (int i = 0; i < words.size(); i++) {
                Phrase phrase = Phrase.of(words.get(i), command.text().isOpen() && i == words.size() - 1);
                if (!phrase.isEmpty()) phrases.add(phrase);
            }
            int tokens = phrases.stream().mapToInt(phrase -> phrase.tokens().size()).sum();
            if (tokens > MOST_TOKENS) throw Refusal.BAD_REQUEST.refused("text: expected at most " + MOST_TOKENS + " words.");
            if (phrases.isEmpty() && !words.isEmpty()) throw new NotUnderstood(NO_WORDS, String.join(" ", words));
            return phrases;
        }

        private long startOf(LocalDate day) {
            ZoneName zone = command.zone();
            return day.atStartOfDay(zone.value().isEmpty() ? ZoneOffset.UTC : ZoneId.of(zone.value())).toInstant().toEpochMilli();
        }
    }

    private static boolean isCalled(KnownChannel channel, String wanted) {
        String name = wanted.startsWith("#") ? wanted.substring(1) : wanted;
        return channel.name().value().equalsIgnoreCase(name) || !channel.title().isEmpty() && channel.title().equalsIgnoreCase(name);
    }

    private static LocalDate day(String text) {
        try {
            LocalDate day = LocalDate.parse(text.replace('/', '-'));
            if (day.getYear() >= 1970 && day.getYear() < 10_000) return day;
        } catch (DateTimeException noDay) {
            // told below
        }
        throw new NotUnderstood(NO_DATE, text);
    }

    /** Nothing can be found, and why. Without a stack trace: it is an answer. */
    private static final class NotUnderstood extends RuntimeException {
        private final transient Reply.SearchProblem problem;

        NotUnderstood(Reply.SearchProblem.Reason reason, String about) {
            super(reason.name(), null, false, false);
            this.problem = new Reply.SearchProblem(reason, about);
        }
    }
}
