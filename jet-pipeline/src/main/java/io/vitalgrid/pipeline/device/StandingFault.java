package io.vitalgrid.pipeline.device;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A fault that stands.
 *
 * @param reason for people, as it was found; one line
 * @param raisedAtMs epoch ms
 */
record StandingFault(Fault fault, String reason, long raisedAtMs) {
  /** A line for each, such as {@code STUCK 1763806682000 the same reading 14 times in a row}. */
  static String print(List<StandingFault> faults) {
    return faults.isEmpty()
        ? ""
        : faults.stream()
            .map(each -> each.fault + " " + each.raisedAtMs + " " + each.reason)
            .collect(Collectors.joining("\n"));
  }

  /** Takes back what {@link #print} wrote, but for faults that this version does not know. */
  static List<StandingFault> parse(String text) {
    List<StandingFault> faults = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] parts = line.split(" ", 3);
      long raisedAtMs = Long.parseLong(parts[1]);
      Fault.named(parts[0])
          .ifPresent(fault -> faults.add(new StandingFault(fault, parts[2], raisedAtMs)));
    }
    return faults;
  }
}
