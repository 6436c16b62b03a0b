package io.vitalgrid.loadgen.send;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What the calling thread has taken so far; zero where the JVM does not say. */
final class ThreadCost {
  private ThreadCost() {}

  static Tally.Cost now() {
    if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads) {
      return new Tally.Cost(
          threads.getCurrentThreadCpuTime(), threads.getCurrentThreadAllocatedBytes());
    }
    return new Tally.Cost(0, 0);
  }
}
