package dev.chatchannel.relay;

import dev.chatchannel.message.ChannelName;
import dev.chatchannel.message.Event;
import dev.chatchannel.message.Position;
import java.nio.BufferUnderflowException;
import java.util.List;
import java.util.Optional;

/**
 * What goes from node to node: a hint or a signal, with the sender's name, as bytes.
 *
 * <p><b>Versions.</b> Two may talk while they are replaced one by one. So the beginning of a letter stays as it is for ever: kind, sender, and of a
 * hint channel and place. Events aboard have a version; of another one the hint is bare. A kind or a signal that one does not know says nothing.
 *
 * @param hint or signal: one of the two
 */
record Letter(String sender, Optional<Hint> hint, Optional<Signal> signal) {
    private static final int HINT = 'h';
    private static final int SIGNAL = 's';
    private static final int BARE = 0;
    private static final int MOST_BYTES = 32 << 10;

    static byte[] of(String sender, Hint hint) {
        LetterWriter letter = begin(HINT, sender).text(hint.channel().value()).text(hint.reached().epoch()).number(hint.reached().offset());
        LetterWriter aboard = new LetterWriter().all(hint.events().stream().filter(EventLetter::carries).toList(), EventLetter::write);
        boolean fits = aboard.size() <= MOST_BYTES;
        letter.number(fits ? EventLetter.VERSION : BARE);
        if (fits) letter.bytes(aboard.letter());
        return letter.letter();
    }

    static byte[] of(String sender, Signal signal) {
        return begin(SIGNAL, sender).text(signal.name()).all(signal.words(), LetterWriter::text).letter();
    }

    /** @return empty when it is none that we understand */
    static Optional<Letter> read(byte[] bytes) {
        LetterReader letter = new LetterReader(bytes);
        try {
            long kind = letter.number();
            String sender = letter.text();
            if (kind == HINT) return Optional.of(new Letter(sender, Optional.of(hint(letter)), Optional.empty()));
            if (kind == SIGNAL) return Optional.of(new Letter(sender, Optional.empty(), Optional.of(new Signal(letter.text(), letter.all(LetterReader::text)))));
            return Optional.empty();
        } catch (IllegalArgumentException | BufferUnderflowException malformed) {
            return Optional.empty();
        }
    }

    private static LetterWriter begin(int kind, String sender) {
        return new LetterWriter().number(kind).text(sender);
    }

    private static Hint hint(LetterReader letter) {
        ChannelName channel = new ChannelName(letter.text());
        Position reached = new Position(letter.text(), letter.number());
        return new Hint(channel, reached, events(letter, channel));
    }

    private static List<Event> events(LetterReader letter, ChannelName channel) {
        try {
            if (letter.number() != EventLetter.VERSION) return List.of();
            List<Event> events = letter.all(event -> EventLetter.read(event, channel));
            return letter.isAtEnd() ? events : List.of();
        } catch (IllegalArgumentException | BufferUnderflowException notUnderstood) {
            return List.of();
        }
    }
}
