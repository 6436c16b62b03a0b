package io.vitalgrid.pipeline.window;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;

/** Readings as they came, one after the other: some 20 bytes each. */
final class Readings {
  private Readings() {}

  static void write(PackedOutput out, long offsetMs, double[] values, int obs, double[] pivot) {
    int present = 0;
    for (int v = 0; v < Vital.COUNT; v++) {
      if (!Double.isNaN(values[v])) {
        present |= 1 << v;
      }
    }
    out.writeVarint(offsetMs);
    out.writeByte(present);
    out.writeByte(obs);
    for (int v = 0; v < Vital.COUNT; v++) {
      if ((present & 1 << v) != 0) {
        Decimals.write(out, values[v], pivot[v]);
      }
    }
  }

  /** Adds all of them to the sums of a stretch that starts {@code shift} ms before theirs. */
  static void addTo(double[] sums, byte[] readings, double shift, double[] pivot, Scratch scratch) {
    PackedInput in = scratch.in;
    in.reset(readings);
    while (in.hasMore()) {
      double offset = in.readVarint() + shift;
      int present = in.readByte();
      int observations = in.readByte();
      for (int v = 0; v < Vital.COUNT; v++) {
        scratch.values[v] = (present & 1 << v) == 0 ? Double.NaN : Decimals.read(in, pivot[v]);
      }
      Sums.add(sums, offset, scratch.values, observations, pivot);
    }
  }
}
