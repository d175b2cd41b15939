package dev.chatchannel.relay;

/** The relay of a node that is alone: there is nobody to tell. */
public final class NoRelay implements Relay {
    @Override
    public void announce(Hint hint) {
        // nobody listens
    }
}
