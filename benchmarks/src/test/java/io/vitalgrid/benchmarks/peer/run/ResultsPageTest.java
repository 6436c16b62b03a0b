package io.vitalgrid.benchmarks.peer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsPageTest {
  private static final String RATE = Rate.label(1_000);

  private final Map<String, Figures> systems = new LinkedHashMap<>();

  @Test
  void when_thereAreRounds_then_thePageShowsMediansSpreadAndVerdicts() {
    for (int round = 0; round < 3; round++) {
      figure("vitalgrid", Round.LIMIT, 46_000 + 100 * round);
      figure("flink", Round.LIMIT, 30_000 + 100 * round);
      figure("vitalgrid", Cost.name("p50, ms", RATE), 11 + round);
      figure("vitalgrid", Cost.name("p99, ms", RATE), 21 + round);
      figure("flink", Cost.name("p99, ms", RATE), 20 + round);
      figure("flink", Cost.name("CPU s per million", RATE), 40 + round);
    }
    String page = page();
    assertThat(page).contains("<h1>vitalgrid · flink</h1>", "22.00 (21.00-23.00)", "4 GB &lt;heap");
    assertThat(page)
        .contains("<span class=\"badge bad\">missed", "<span class=\"badge good\">held");
    assertThat(page).contains("Sustainable rate", "Latency at 1,000/s", "CPU an event");
    assertThat(page).doesNotContain("NaN", "src=", "href=");
    // One line a system in the legend, with median and rounds under it.
    assertThat(page).contains("\"x\":[1.000,2.000,3.000,4.000],\"y\":[12.000,22.000,null,null]");
    assertThat(page).contains("\"x\":[1.000,1.000,1.000,1.000,1.000,1.000]");
  }

  @Test
  void when_nothingWasMeasured_then_thereIsAPageWithoutCharts() {
    systems.put("floor", new Figures());
    assertThat(page()).contains("not measured").doesNotContain("class=\"chart\"");
  }

  private String page() {
    return ResultsPage.of(new Results(systems, Targets.of(systems)), List.of("heap 4 GB <heap>"));
  }

  private void figure(String system, String name, double value) {
    systems.computeIfAbsent(system, any -> new Figures()).add(name, value);
  }
}
