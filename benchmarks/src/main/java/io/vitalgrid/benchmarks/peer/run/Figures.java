package io.vitalgrid.benchmarks.peer.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was measured of one system, by name with its unit: a value each time. NaN is a measurement
 * that does not count, such as a latency of a run in which events were lost.
 */
final class Figures {
  private final Map<String, List<Double>> values = new LinkedHashMap<>();

  void add(String name, double value) {
    values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
  }

  List<String> names() {
    return List.copyOf(values.keySet());
  }

  /** The values of all rounds; none if it was not measured. */
  List<Double> of(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** Of all rounds; NaN if it was not measured, or one of them does not count. */
  double median(String name) {
    List<Double> sorted = sorted(name);
    int size = sorted.size();
    return size == 0 || size < of(name).size()
        ? Double.NaN
        : (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
  }

  /** Median, and lowest to highest where there are several. */
  String text(String name) {
    List<Double> sorted = sorted(name);
    if (sorted.size() < of(name).size()) {
      return "not in all rounds";
    }
    if (sorted.isEmpty()) {
      return "-";
    }
    String median = number(median(name));
    return sorted.size() == 1
        ? median
        : median + " (" + number(sorted.get(0)) + "-" + number(sorted.get(sorted.size() - 1)) + ")";
  }

  private List<Double> sorted(String name) {
    return of(name).stream().filter(value -> !value.isNaN()).sorted().toList();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.2f", value);
  }
}
