package io.vitalgrid.pipeline.window;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;

/** Buffers for packing and unpacking frames, used again and again by one thread. */
final class Scratch {
  final PackedOutput out = new PackedOutput(1024);
  final PackedInput in = new PackedInput(new byte[0]);
  final double[] values = new double[Vital.COUNT];
  final double[] sums = Sums.create();
}
