package io.vitalgrid.pipeline.score.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One thread's memory for the inputs of a run, outside the heap, so that ONNX Runtime reads it
 * where it is. It grows to the largest batch and stays: nothing native is allocated per batch.
 */
final class Scratch {
  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  private ByteBuffer[] buffers = new ByteBuffer[1];

  private Scratch() {}

  static Scratch ofThread() {
    return OF_THREAD.get();
  }

  /** Room for so many bytes; what was there before is gone. */
  ByteBuffer buffer(int input, int sizeBytes) {
    if (input >= buffers.length) {
      buffers = Arrays.copyOf(buffers, input + 1);
    }
    ByteBuffer buffer = buffers[input];
    if (buffer == null || buffer.capacity() < sizeBytes) {
      buffer = ByteBuffer.allocateDirect(Math.max(1024, 2 * sizeBytes));
      buffers[input] = buffer;
    }
    return buffer.clear().limit(sizeBytes).order(ByteOrder.nativeOrder());
  }
}
