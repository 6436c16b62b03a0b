package io.vitalgrid.benchmarks.peer.run;

import java.util.function.Supplier;

/**
 * A system that has been started.
 *
 * @param process what it runs in, with all that it needs as its own
 * @param tables opens where its predictions can be asked for; null if they cannot
 */
record Running(Child process, Supplier<Table> tables) implements AutoCloseable {
  @Override
  public void close() {
    process.close();
  }
}
