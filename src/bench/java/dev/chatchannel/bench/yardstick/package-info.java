/** Programs to hold beside Chat Channel. Each runs in a process of its own and says {@code ready} with its port. */
package dev.chatchannel.bench.yardstick;
