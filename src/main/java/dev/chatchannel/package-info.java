/**
 * The root: reads the settings, builds everything in order, starts it, and stops it in the order reversed.
 *
 * <p>Read {@code ChatChannel} first: it is the list of what there is and how it is connected. {@code CommandLine} is the table of what
 * {@code java -jar} can be asked to do beside running.
 */
package dev.chatchannel;
