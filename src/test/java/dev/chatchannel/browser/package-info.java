/**
 * What people see: the page, in a real Chromium, against the WAR run by {@code java -jar}.
 *
 * <p>A test sets a {@link dev.chatchannel.browser.Stage}: a {@link dev.chatchannel.browser.ChatServer} (one for most tests, as a start
 * takes seconds) and {@link dev.chatchannel.browser.Person}s, each with a browser of their own. At its end the stage fails the test when
 * any page wrote an error to its console. Pictures of what failed are in {@code target/screenshots/failed}, and of everything with {@code -Dpictures=true}.
 */
package dev.chatchannel.browser;
