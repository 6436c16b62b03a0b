package io.vitalgrid.chaos.grid;

import java.util.ArrayList;
import java.util.List;

/**
 * How every member of a run is started.
 *
 * @param settings {@code name=value}
 * @param jvmFlags such as {@code -Xmx1g}; they come last
 */
public record MemberOptions(List<String> settings, List<String> jvmFlags) {
  /** The same with a setting that goes before, so that what was given wins. */
  public MemberOptions withDefault(String assignment) {
    List<String> all = new ArrayList<>();
    all.add(assignment);
    all.addAll(settings);
    return new MemberOptions(all, jvmFlags);
  }
}
