/**
 * The door of {@code java -jar chat-channel.war}: these classes stand at the root of the WAR.
 *
 * <p>In: the command line. Out: a running {@link dev.chatchannel.standalone.server server}, or one plain sentence and an exit code.
 * Compiled for Java 8, so that an old Java gets the sentence and not an UnsupportedClassVersionError. Knows nothing of the
 * application, and the application knows nothing of it.
 */
package dev.chatchannel.standalone;
