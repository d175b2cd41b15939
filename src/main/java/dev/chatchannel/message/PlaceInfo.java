package dev.chatchannel.message;

/**
 * What administrators have set for the whole place.
 *
 * @param version counts the changes: of two, the higher is the newer
 * @param guests whether people without an account are let in
 * @param editSeconds for how long one may edit and delete what one said; 0 for ever
 */
public record PlaceInfo(long version, PlaceName name, boolean guests, SignUp signUp, long editSeconds) {
    public PlaceInfo named(PlaceName other) {
        return new PlaceInfo(version, other, guests, signUp, editSeconds);
    }

    public PlaceInfo withGuests(boolean letIn) {
        return new PlaceInfo(version, name, letIn, signUp, editSeconds);
    }

    public PlaceInfo withSignUp(SignUp other) {
        return new PlaceInfo(version, name, guests, other, editSeconds);
    }

    public PlaceInfo withEditSeconds(long seconds) {
        return new PlaceInfo(version, name, guests, signUp, seconds);
    }

    /** @return the same after one more change */
    public PlaceInfo next() {
        return new PlaceInfo(version + 1, name, guests, signUp, editSeconds);
    }
}
