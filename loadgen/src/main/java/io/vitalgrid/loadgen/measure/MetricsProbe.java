package io.vitalgrid.loadgen.measure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads what the members say of themselves (Prometheus text format) once a second. Of one name all
 * labels and members are taken together: counts and sums are added, of anything else the highest
 * counts. Histogram buckets are left out.
 */
public final class MetricsProbe extends EverySecond<Map<String, Double>> {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final List<String> KEPT =
      List.of("vitalgrid_", "process_cpu_usage", "jvm_memory_used_bytes", "jvm_gc_pause_seconds");

  private final List<URI> urls;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  public MetricsProbe(List<URI> urls) {
    super("loadgen-metrics", Map.of());
    this.urls = List.copyOf(urls);
    start();
  }

  @Override
  Map<String, Double> read() throws IOException, InterruptedException {
    Map<String, Double> metrics = new TreeMap<>();
    for (URI url : urls) {
      HttpRequest request = HttpRequest.newBuilder(url).timeout(TIMEOUT).build();
      String text = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      text.lines().forEach(line -> add(line, metrics));
    }
    return metrics;
  }

  /** Takes a line such as {@code vitalgrid_events_total{outcome="late"} 12.0}. */
  static void add(String line, Map<String, Double> metrics) {
    int space = line.lastIndexOf(' ');
    if (space < 0 || line.startsWith("#")) {
      return;
    }
    int brace = line.indexOf('{');
    String name = line.substring(0, brace < 0 ? line.indexOf(' ') : brace);
    if (name.endsWith("_bucket") || KEPT.stream().noneMatch(name::startsWith)) {
      return;
    }
    try {
      double value = Double.parseDouble(line.substring(space + 1));
      boolean added =
          name.endsWith("_total")
              || name.endsWith("_count")
              || name.endsWith("_sum")
              || name.endsWith("_bytes");
      metrics.merge(name, value, added ? Double::sum : Math::max);
    } catch (NumberFormatException e) {
      // not of the format: left out
    }
  }
}
