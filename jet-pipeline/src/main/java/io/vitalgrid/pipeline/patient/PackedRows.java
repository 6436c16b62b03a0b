package io.vitalgrid.pipeline.patient;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.PatientRow;
import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Rows of many patients in a few arrays of bytes, for a snapshot that must be quick: as rows of a
 * map each would be an entry of its own, with a column for every fact. Plain Java.
 *
 * <pre>
 * format, then for each patient: id, bytes of the row, row
 * </pre>
 */
final class PackedRows {
  /** A pack ends with the row that makes it so many bytes: Jet writes some 128 KiB in one piece. */
  static final int PACK_BYTES = 100_000;

  private static final int USUAL_ROW_BYTES = 4096;

  private static final int FORMAT = 1;

  private PackedRows() {}

  /** Packs the rows; no pack if there are none. */
  static List<byte[]> pack(Map<String, PatientRow> rows) {
    List<byte[]> packs = new ArrayList<>();
    PackedOutput pack = new PackedOutput(2 * USUAL_ROW_BYTES);
    PackedOutput one = new PackedOutput(USUAL_ROW_BYTES);
    rows.forEach(
        (id, row) -> {
          if (pack.size() == 0) {
            pack.writeByte(FORMAT);
          }
          one.clear();
          write(one, row);
          pack.writeText(id);
          pack.writeBytes(one);
          if (pack.size() >= PACK_BYTES) {
            packs.add(pack.toBytes());
            pack.clear();
          }
        });
    if (pack.size() > 0) {
      packs.add(pack.toBytes());
    }
    return packs;
  }

  /**
   * Gives the rows of the wanted patients, in the order in which they were packed.
   *
   * @throws IllegalStateException if the pack ends too early, or another version has written it
   */
  static void unpack(byte[] pack, Predicate<String> wanted, BiConsumer<String, PatientRow> action) {
    PackedInput in = new PackedInput(pack);
    try {
      in.readFormat(FORMAT, "a snapshot of patients' states has");
      while (in.hasMore()) {
        String id = in.readText();
        if (wanted.test(id)) {
          action.accept(id, read(new PackedInput(in.readBytes())));
        } else {
          in.skipBytes();
        }
      }
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalStateException("a pack of patients' states ends too early", e);
    }
  }

  private static void write(PackedOutput out, PatientRow row) {
    out.writeByte(row.profile() == null ? 0 : 1);
    if (row.profile() != null) {
      PackedProfile.write(out, row.profile());
    }
    for (int v = 0; v < Vital.COUNT; v++) {
      out.writeLong(Double.doubleToRawLongBits(row.last()[v]));
      out.writeLong(row.lastAt()[v]);
    }
    out.writeLong(row.updatedAtMs());
    out.writeVarint(row.eventCount());
    out.writeBytes(row.state());
  }

  private static PatientRow read(PackedInput in) {
    Profile profile = in.readByte() == 0 ? null : PackedProfile.read(in);
    double[] last = new double[Vital.COUNT];
    long[] lastAt = new long[Vital.COUNT];
    for (int v = 0; v < Vital.COUNT; v++) {
      last[v] = Double.longBitsToDouble(in.readLong());
      lastAt[v] = in.readLong();
    }
    return new PatientRow(profile, last, lastAt, in.readLong(), in.readVarint(), in.readBytes());
  }
}
