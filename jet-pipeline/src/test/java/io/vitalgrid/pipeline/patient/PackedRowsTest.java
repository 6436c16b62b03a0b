package io.vitalgrid.pipeline.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.PatientRow;
import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.grid.row.Times;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedRowsTest {
  private final Random random = new Random(1);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 500})
  void when_packedAndUnpacked_then_eachRowIsTheSame_inTheSameOrder(int patients) {
    Map<String, PatientRow> rows = rows(patients, 4_000);
    Map<String, PatientRow> back = new LinkedHashMap<>();
    for (byte[] pack : PackedRows.pack(rows)) {
      PackedRows.unpack(pack, id -> true, back::put);
    }
    assertThat(List.copyOf(back.keySet())).isEqualTo(List.copyOf(rows.keySet()));
    rows.forEach((id, row) -> assertSame(back.get(id), row));
  }

  @Test
  void when_thereAreMany_then_noPackIsMuchLargerThanAllowed() {
    List<byte[]> packs = PackedRows.pack(rows(500, 4_000));
    assertThat(packs).hasSizeGreaterThan(5);
    assertThat(packs)
        .allSatisfy(pack -> assertThat(pack.length).isLessThan(PackedRows.PACK_BYTES + 5_000));
    assertThat(packs.subList(0, packs.size() - 1))
        .allSatisfy(pack -> assertThat(pack.length).isGreaterThanOrEqualTo(PackedRows.PACK_BYTES));
  }

  @Test
  void when_oneRowIsLargerThanAPack_then_itIsPacked() {
    Map<String, PatientRow> rows = rows(3, 2_000_000);
    Map<String, PatientRow> back = new LinkedHashMap<>();
    PackedRows.pack(rows).forEach(pack -> PackedRows.unpack(pack, id -> true, back::put));
    assertThat(back).hasSize(3);
    rows.forEach((id, row) -> assertThat(back.get(id).state()).isEqualTo(row.state()));
  }

  @Test
  void when_onlySomeAreWanted_then_onlyTheyAreGiven() {
    Map<String, PatientRow> back = new LinkedHashMap<>();
    for (byte[] pack : PackedRows.pack(rows(200, 300))) {
      PackedRows.unpack(pack, id -> id.endsWith("7"), back::put);
    }
    assertThat(back).hasSize(20).containsKeys("P7", "P197");
  }

  @Test
  void when_aPackIsCutShort_then_itIsRefusedWithoutNamingAnybody() {
    byte[] pack = PackedRows.pack(rows(2, 300)).get(0);
    for (int length : new int[] {0, 2, 3, 6, pack.length / 2 + 3, pack.length - 1}) {
      byte[] cut = Arrays.copyOf(pack, length);
      assertThatThrownBy(() -> PackedRows.unpack(cut, id -> true, (id, row) -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("ends too early")
          .hasMessageNotContaining("P0");
    }
  }

  @Test
  void when_anotherVersionHasWrittenIt_then_itIsRefusedWithTheWayOut() {
    byte[] pack = PackedRows.pack(rows(2, 300)).get(0);
    pack[0] = 99;
    assertThatThrownBy(() -> PackedRows.unpack(pack, id -> true, (id, row) -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("format 99")
        .hasMessageContaining("grid.cluster-name");
  }

  private static void assertSame(PatientRow actual, PatientRow expected) {
    assertThat(actual.profile()).isEqualTo(expected.profile());
    assertThat(actual.last()).isEqualTo(expected.last());
    assertThat(actual.lastAt()).isEqualTo(expected.lastAt());
    assertThat(actual.updatedAtMs()).isEqualTo(expected.updatedAtMs());
    assertThat(actual.eventCount()).isEqualTo(expected.eventCount());
    assertThat(actual.state()).isEqualTo(expected.state());
  }

  private Map<String, PatientRow> rows(int patients, int mostStateBytes) {
    Map<String, PatientRow> rows = new LinkedHashMap<>();
    for (int i = 0; i < patients; i++) {
      rows.put("P" + i, row(mostStateBytes));
    }
    return rows;
  }

  private PatientRow row(int mostStateBytes) {
    double[] last = new double[Vital.COUNT];
    long[] lastAt = new long[Vital.COUNT];
    for (int v = 0; v < Vital.COUNT; v++) {
      boolean present = random.nextBoolean();
      last[v] = present ? random.nextGaussian() * 100 : Double.NaN;
      lastAt[v] = present ? random.nextLong() : Times.NONE;
    }
    byte[] state = new byte[random.nextInt(mostStateBytes)];
    random.nextBytes(state);
    return new PatientRow(
        random.nextInt(3) == 0 ? null : profile(),
        last,
        lastAt,
        random.nextLong(),
        random.nextInt(Integer.MAX_VALUE),
        state);
  }

  private Profile profile() {
    return new Profile(
        random.nextLong() >> 10,
        random.nextBoolean() ? null : "Größe",
        random.nextInt(100),
        "Other",
        120,
        80,
        random.nextDouble() * 300,
        21.5,
        random.nextBoolean(),
        random.nextBoolean(),
        3,
        12,
        "Home",
        2);
  }
}
