/**
 * The embedded Tomcat of {@code java -jar chat-channel.war}, packed beside Tomcat's own jars in {@code WEB-INF/embedded/}.
 *
 * <p>In: the settings {@code port} and {@code address}, and the unpacked WAR. Out: a server that answers. Loaded by
 * {@link dev.chatchannel.standalone.Main} only after it has looked at the Java version.
 */
package dev.chatchannel.standalone.server;
