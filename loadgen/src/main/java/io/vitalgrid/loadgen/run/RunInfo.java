package io.vitalgrid.loadgen.run;

import io.vitalgrid.loadgen.schedule.Plan;
import java.util.List;
import java.util.Map;

/**
 * What is known of a run before it starts.
 *
 * @param settings every option and its value
 * @param objectives as they were written
 */
public record RunInfo(
    String name, String about, Map<String, String> settings, Plan plan, List<String> objectives) {}
