package io.vitalgrid.grid;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommonPoolTest {
  private String before;

  @BeforeEach
  void unset() {
    before = System.clearProperty(CommonPool.PARALLELISM);
  }

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(CommonPool.PARALLELISM);
    } else {
      System.setProperty(CommonPool.PARALLELISM, before);
    }
  }

  @Test
  void when_thereAreFewCores_then_thePoolHasTwoThreads() {
    CommonPool.widen();

    int cores = Runtime.getRuntime().availableProcessors();
    assertThat(System.getProperty(CommonPool.PARALLELISM)).isEqualTo(cores <= 2 ? "2" : null);
  }

  @Test
  void when_itIsSet_then_itStays() {
    System.setProperty(CommonPool.PARALLELISM, "1");
    CommonPool.widen();

    assertThat(System.getProperty(CommonPool.PARALLELISM)).isEqualTo("1");
  }
}
