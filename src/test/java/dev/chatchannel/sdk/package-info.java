/** Public client libraries, unmodified, against the real server. They need Node; without it they are skipped, but not in CI. */
package dev.chatchannel.sdk;
