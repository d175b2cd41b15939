/**
 * The test kit: what several kinds of tests need, to reach the product by its real doors.
 *
 * <p>{@link dev.chatchannel.kit.ServerProcess} is the WAR run by {@code java -jar}, in a process that a test may kill; {@link
 * dev.chatchannel.kit.CutWire} is a wire to it that a test may cut. {@link dev.chatchannel.kit.Place} is a running server, whatever it
 * runs in; four kinds of clients speak to it: {@link dev.chatchannel.kit.Client} and {@link dev.chatchannel.kit.JsonClient} as they
 * should, {@link dev.chatchannel.kit.RawSocket} as it likes, {@link dev.chatchannel.kit.Http} by request. All wait for what must come,
 * and fail when it does not. A {@link dev.chatchannel.kit.Witness} hears what the first two say and hear, and holds it against the
 * {@link dev.chatchannel.kit.Contract}, {@code src/docs/asyncapi.yaml}.
 */
package dev.chatchannel.kit;
