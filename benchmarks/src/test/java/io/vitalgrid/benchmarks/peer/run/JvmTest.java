package io.vitalgrid.benchmarks.peer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JvmTest {
  private static final String TARGET = "-XX:MaxGCPauseMillis=10";

  @Test
  void when_nothingIsAsked_then_aMemberHasTheLaunchersCollectorAndAPeerPlainG1() {
    Jvm jvm = new Jvm("2g", List.of());
    assertThat(jvm.ofMember()).startsWith("-Xms2g", "-Xmx2g").contains("-XX:+UseG1GC", TARGET);
    assertThat(jvm.ofPeer()).startsWith("-Xms2g", "-Xmx2g").contains("-XX:+UseG1GC");
    assertThat(jvm.ofPeer()).doesNotContain(TARGET);
  }

  @Test
  void when_anotherCollectorIsNamed_then_allHaveThatOne() {
    Jvm jvm = new Jvm("2g", List.of("-XX:+UseParallelGC"));
    assertThat(jvm.ofMember())
        .contains("-XX:+UseParallelGC")
        .doesNotContain("-XX:+UseG1GC", TARGET);
    assertThat(jvm.ofPeer()).contains("-XX:+UseParallelGC").doesNotContain("-XX:+UseG1GC");
  }

  @Test
  void when_aFlagNamesNoCollector_then_itComesAfterTheCollectors() {
    Jvm jvm = new Jvm("2g", List.of("-XX:MaxGCPauseMillis=50"));
    assertThat(jvm.ofMember()).containsSubsequence(TARGET, "-XX:MaxGCPauseMillis=50");
    assertThat(jvm.ofPeer()).containsSubsequence("-XX:+UseG1GC", "-XX:MaxGCPauseMillis=50");
  }
}
