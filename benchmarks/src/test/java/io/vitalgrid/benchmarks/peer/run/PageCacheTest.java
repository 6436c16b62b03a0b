package io.vitalgrid.benchmarks.peer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageCacheTest {
  @TempDir Path folder;

  @Test
  void fillsWhatIsFreeButForTheSpare() throws IOException {
    try (PageCache cache = new PageCache(folder, () -> PageCache.SPARE + 3_000_001)) {
      cache.fill();
      cache.fill();

      assertThat(sizes()).containsExactly(3_000_001L, 3_000_001L);
    }
    assertThat(sizes()).as("left behind").isEmpty();
  }

  @Test
  void leavesItWhereLittleIsFree() throws IOException {
    for (long free : new long[] {0, 1, PageCache.SPARE}) {
      try (PageCache cache = new PageCache(folder, () -> free)) {
        cache.fill();

        assertThat(sizes()).as("of %s free bytes", free).isEmpty();
      }
    }
  }

  @Test
  void readsWhatTheKernelSays() {
    List<String> lines =
        List.of("MemTotal:       24684084 kB", "MemFree:        19716752 kB", "Cached: 4 kB");

    assertThat(PageCache.free(lines)).isEqualTo(19_716_752L * 1024);
    assertThat(PageCache.free(lines.subList(0, 1))).isZero();
  }

  private List<Long> sizes() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.toFile().length()).toList();
    }
  }
}
