/**
 * Journeys: what clients live through, told once and run everywhere the product runs.
 *
 * <p>Each is an interface with its tests, over a {@link dev.chatchannel.kit.Place}. {@code *IT} classes here run them against {@code
 * java -jar}; {@code container.JourneysCT} runs all of them in one deployment per container. To add a journey, write the interface
 * and name it in both. What needs other settings than the usual is in {@code SettingsIT}, as one container has one set of them.
 *
 * <p>All tests of a class share one server, and none cleans up but for its own connections: so names are fresh, and whoever comes
 * to a channel waits for its own hello before it counts on anything.
 */
package dev.chatchannel.journey;
