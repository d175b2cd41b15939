/**
 * The test kit: what several kinds of tests need, to reach the product by its real doors.
 *
 * <p>{@link dev.chatchannel.kit.ServerProcess} is the WAR run by {@code java -jar}, in a process that a test may kill. {@link
 * dev.chatchannel.kit.CutWire} is a wire to it that a test may cut.
 */
package dev.chatchannel.kit;
