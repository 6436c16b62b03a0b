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
  void readsUntilLittleIsFree() throws IOException {
    long[] free = {3_000_001, 1001, 1000};
    int[] asked = {0};
    try (PageCache cache = new PageCache(folder, () -> free[asked[0]++], 1000)) {
      cache.fill();

      assertThat(sizes()).containsExactlyInAnyOrder(free[0], free[1]);
    }
    assertThat(sizes()).as("left behind").isEmpty();
  }

  @Test
  void isFilledAgainAfterItWasEmptied() throws IOException {
    long[] free = {3_000_001, 1000, 3_000_002, 1000};
    int[] asked = {0};
    try (PageCache cache = new PageCache(folder, () -> free[asked[0]++], 1000)) {
      cache.fill();
      cache.empty();
      assertThat(sizes()).as("emptied").isEmpty();

      cache.fill();
      assertThat(sizes()).containsExactly(3_000_002L);
    }
  }

  @Test
  void endsWhereMemoryStaysFree() throws IOException {
    try (PageCache cache = new PageCache(folder, () -> 1001, 1000)) {
      cache.fill();

      assertThat(sizes()).hasSize(4);
    }
  }

  @Test
  void leavesItWhereLittleIsFree() throws IOException {
    for (long free : new long[] {0, 1, 1000}) {
      try (PageCache cache = new PageCache(folder, () -> free, 1000)) {
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
