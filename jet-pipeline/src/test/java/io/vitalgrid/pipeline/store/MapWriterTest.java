package io.vitalgrid.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.vitalgrid.pipeline.TestGrid;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MapWriterTest {
  private static HazelcastInstance member;

  private IMap<String, String> map;
  private MapWriter<String, String> writer;

  @BeforeAll
  static void startMember() throws Exception {
    member = TestGrid.bareMember();
  }

  @AfterAll
  static void stopMember() {
    member.shutdown();
  }

  @BeforeEach
  void open() {
    map = member.getMap("map-writer-test");
    writer = new MapWriter<>(map);
  }

  @AfterEach
  void clear() {
    map.destroy();
  }

  @Test
  void when_keyIsSetSeveralTimes_then_theLatestValueIsWritten() {
    writer.set("a", "1");
    writer.set("b", "1");
    writer.set("a", "2");
    assertThat(writer.start()).isTrue();
    drain();

    assertThat(content())
        .containsOnlyKeys("a", "b")
        .containsEntry("a", "2")
        .containsEntry("b", "1");
  }

  @Test
  void when_thereIsAPace_then_theNextWriteWaitsForItAndTakesAllThatCame() {
    MapWriter<String, String> paced = new MapWriter<>(map, 1000);
    paced.set("a", "1");
    assertThat(paced.start()).as("nothing was written before").isTrue();
    await().until(paced::finish);

    paced.set("a", "2");
    assertThat(paced.start()).as("too soon").isFalse();
    paced.set("b", "2");
    await().until(paced::start);
    await().until(paced::finish);
    assertThat(content()).containsEntry("a", "2").containsEntry("b", "2");
  }

  @Test
  void when_aWriteIsInFlight_then_theNextWaitsForIt() {
    writer.set("a", "1");
    assertThat(writer.start()).isTrue();
    writer.set("a", "2");
    writer.set("b", "2");

    assertThat(writer.start()).as("one at a time").isFalse();
    assertThat(writer.isIdle()).isFalse();
    await().until(writer::finish);
    assertThat(content()).containsEntry("a", "1").doesNotContainKey("b");
    assertThat(writer.start()).isTrue();
    drain();
    assertThat(content()).containsEntry("a", "2").containsEntry("b", "2");
    assertThat(writer.isIdle()).isTrue();
    assertThat(writer.start()).as("nothing to do").isFalse();
  }

  @Test
  void when_keyIsRemovedAndSet_then_theLastOfBothCounts() {
    map.set("gone", "0");
    map.set("back", "0");
    writer.set("gone", "1");
    writer.remove("gone");
    writer.remove("back");
    writer.set("back", "1");
    writer.remove("never there");
    drain();

    assertThat(content()).containsOnlyKeys("back").containsEntry("back", "1");
  }

  @Test
  void when_keyIsRemovedWhileItsValueIsInFlight_then_itIsGone() {
    writer.set("a", "1");
    writer.start();
    writer.remove("a");
    drain();

    assertThat(map.get("a")).isNull();
  }

  @Test
  void when_writeFails_then_itIsTriedAgain_untilItSucceeds() {
    FailingWrites.failures.set(2);
    String failing = map.addInterceptor(new FailingWrites());
    writer.set("a", "1");
    drain();
    map.removeInterceptor(failing);

    assertThat(content()).containsEntry("a", "1");
    assertThat(FailingWrites.failures.get()).isNotPositive();
  }

  @Test
  void when_removalFails_then_itIsTriedAgain() {
    map.set("a", "0");
    FailingWrites.failures.set(1);
    String failing = map.addInterceptor(new FailingWrites());
    writer.remove("a");
    drain();
    map.removeInterceptor(failing);

    assertThat(map.get("a")).isNull();
  }

  @Test
  void when_writeFailsAndItsKeyChangedMeanwhile_then_theNewerCounts() {
    map.set("removed", "0");
    FailingWrites.failures.set(1);
    String failing = map.addInterceptor(new FailingWrites());
    writer.set("removed", "1");
    assertThat(writer.start()).isTrue();
    writer.remove("removed");
    drain();
    FailingWrites.failures.set(1);
    writer.set("set", "1");
    assertThat(writer.start()).isTrue();
    writer.set("set", "2");
    drain();
    map.removeInterceptor(failing);

    assertThat(content()).containsOnlyKeys("set").containsEntry("set", "2");
  }

  /** Up to 16 are written each by itself, more together. */
  @ParameterizedTest
  @ValueSource(ints = {2, 16, 17, 300})
  void when_severalAreSetAndRemovedAndSomeOfItFails_then_allIsAsAsked(int size) {
    for (int i = 0; i < size; i++) {
      map.set("k" + i, "0");
    }
    FailingWrites.failures.set(1);
    String failing = map.addInterceptor(new FailingWrites());
    for (int i = 0; i < size; i++) {
      if (i % 2 == 0) {
        writer.set("k" + i, "1");
      } else {
        writer.remove("k" + i);
      }
    }
    drain();
    map.removeInterceptor(failing);

    assertThat(content())
        .hasSize((size + 1) / 2)
        .allSatisfy((key, value) -> assertThat(value).isEqualTo("1"));
    assertThat(FailingWrites.failures.get()).as("one was refused").isNotPositive();
  }

  @Test
  void when_thereIsMuchToWrite_then_itSaysSo() {
    for (int i = 0; !writer.isFull(); i++) {
      writer.set("k" + i, "v");
    }
    drain();

    assertThat(content()).hasSize(4096);
    assertThat(writer.isFull()).isFalse();
  }

  private Map<String, String> content() {
    return map.getAll(map.keySet());
  }

  private void drain() {
    await()
        .until(
            () -> {
              writer.finish();
              writer.start();
              return writer.isIdle();
            });
  }
}
