package dev.chatchannel.message;

/** What an account is, and so what others are shown beside its name. */
public enum AccountKind {
    /** A name in one browser, or no name at all. */
    GUEST,
    /** The holder of the operator's token. */
    OPERATOR,
    /** A person with an account. */
    MEMBER,
    /** A program with an account: it has tokens and no password. */
    BOT,
    /** A person with an account who may do everything that is not somebody's own. */
    ADMINISTRATOR;

    /** @return whether it shows a token with each request, and never signs in */
    public boolean isProgram() {
        return this == OPERATOR || this == BOT;
    }
}
