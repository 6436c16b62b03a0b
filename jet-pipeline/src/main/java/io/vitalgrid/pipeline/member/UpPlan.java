package io.vitalgrid.pipeline.member;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What {@code up} is asked to do.
 *
 * @param duration of the load, or null for no end
 * @param warmup the first part of the load, which the latencies leave out
 * @param dataDir or null for a temporary folder
 */
record UpPlan(
    LoadOptions load,
    Duration duration,
    Duration warmup,
    List<Objective> objectives,
    Path dataDir) {}
