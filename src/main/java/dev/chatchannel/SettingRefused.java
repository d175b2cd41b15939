package dev.chatchannel;

/** A setting has a value that does not fit; the message says which, and what was expected. */
final class SettingRefused extends RuntimeException {
    SettingRefused(String name, String given, String expected) {
        super("The setting " + name + " is \"" + given + "\"; expected " + expected + ".", null, false, false);
    }
}
