package io.vitalgrid.pipeline.member;

import ai.onnxruntime.OrtEnvironment;

/**
 * Loads ONNX Runtime's native library while other things start.
 *
 * <p>In a thread of its own, for the sake of its stack: version 1.29 matches the process's command
 * line against a {@code std::regex}, which recurses for each character. With the usual 1 MB of
 * stack a class path of 4,000 characters, as IDEs have, ends the JVM with a segmentation fault.
 */
final class OnnxRuntime {
  /** Address space, not memory: enough for the longest command line that Linux accepts. */
  private static final long STACK_BYTES = 1L << 30;

  private final Thread loading =
      new Thread(null, OrtEnvironment::getEnvironment, "onnx-load", STACK_BYTES);

  private OnnxRuntime() {
    loading.setDaemon(true);
  }

  static OnnxRuntime load() {
    OnnxRuntime runtime = new OnnxRuntime();
    runtime.loading.start();
    return runtime;
  }

  /** Waits until it is loaded. */
  void await() {
    try {
      loading.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Stop.Requested();
    }
  }
}
