package io.vitalgrid.loadgen.check;

import java.util.Optional;

/**
 * Where the system under load puts what it made of the events.
 *
 * @param sqlUrl of its tables over JDBC; empty: only the topics are looked at
 */
public record OutputTopics(
    String predictions, String lateEvents, String rejected, Optional<String> sqlUrl) {}
