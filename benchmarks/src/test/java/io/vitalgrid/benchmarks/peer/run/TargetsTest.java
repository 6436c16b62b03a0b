package io.vitalgrid.benchmarks.peer.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vitalgrid.benchmarks.peer.run.Targets.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static final String P99 = "p99, ms at 1,000/s";

  private final Map<String, Figures> systems = new LinkedHashMap<>();

  @Test
  void when_theRatioIsWhatIsWanted_then_theTargetIsHeld() {
    figure("vitalgrid", Round.LIMIT, 45_000);
    figure("flink", Round.LIMIT, 30_000);
    assertThat(target("sustainable rate / flink's").verdict()).isEqualTo("held");
    assertThat(target("sustainable rate / reference's").verdict()).isEqualTo("not measured");
  }

  @Test
  void when_theRatioIsLess_then_theTargetIsMissed() {
    figure("vitalgrid", Round.LIMIT, 44_000);
    figure("flink", Round.LIMIT, 30_000);
    assertThat(target("sustainable rate / flink's").text())
        .contains("1.47, wanted at least 1.5: missed");
  }

  @Test
  void when_latencyIsNoMoreThanItsShareOfFlinks_then_theTargetIsHeld() {
    figure("vitalgrid", P99, 7);
    figure("flink", P99, 10);
    assertThat(target("p99 at 1,000/s / flink's").verdict()).isEqualTo("held");
    figure("vitalgrid", P99, 8);
    assertThat(target("p99 at 1,000/s / flink's").verdict()).isEqualTo("missed");
  }

  @Test
  void when_aPeerHeldNoRate_then_thereIsNoRatio() {
    figure("vitalgrid", Round.LIMIT, 44_000);
    figure("floor", Round.LIMIT, 0);
    assertThat(target("sustainable rate / floor's").verdict()).isEqualTo("not measured");
  }

  @Test
  void when_aRunOfARoundDoesNotCount_then_theTargetIsNotMeasured() {
    figure("vitalgrid", P99, 7);
    figure("flink", P99, 10);
    figure("flink", P99, Double.NaN);
    assertThat(target("p99 at 1,000/s / flink's").verdict()).isEqualTo("not measured");
    assertThat(systems.get("flink").text(P99)).isEqualTo("not in all rounds");
  }

  @Test
  void when_thereAreTwoRounds_then_theMedianIsBetweenThem() {
    figure("flink", P99, 10);
    figure("flink", P99, 20);
    assertThat(systems.get("flink").median(P99)).isEqualTo(15);
  }

  @Test
  void when_writtenAsJson_then_factsFiguresAndTargetsCanBeRead() throws Exception {
    figure("vitalgrid", P99, 7);
    figure("vitalgrid", P99, Double.NaN);
    List<String> facts = List.of("plan      limits for p99 < 1s", "JVM       -Da=\"b\\c\"");
    JsonNode read =
        new ObjectMapper().readTree(new Results(systems, Targets.of(systems)).json(facts));
    assertThat(read.at("/run")).extracting(JsonNode::asText).containsExactlyElementsOf(facts);
    assertThat(read.at("/systems/vitalgrid").get(P99).toString()).isEqualTo("[7.0,null]");
    assertThat(read.at("/targets/0/verdict").asText()).isEqualTo("not measured");
    assertThat(read.at("/targets/0/at_least").asDouble()).isEqualTo(2);
  }

  private void figure(String system, String name, double value) {
    systems.computeIfAbsent(system, any -> new Figures()).add(name, value);
  }

  private Target target(String what) {
    List<Target> all = Targets.of(systems);
    return all.stream().filter(each -> each.what().equals(what)).findFirst().orElseThrow();
  }
}
