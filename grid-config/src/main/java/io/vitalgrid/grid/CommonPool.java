package io.vitalgrid.grid;

/**
 * The JVM's common pool. Hazelcast completes asynchronous calls in it, but where it has only one
 * thread, as on two cores, Hazelcast starts a thread for each call instead: some 1,500 a second,
 * and hundreds at once at a snapshot.
 */
public final class CommonPool {
  static final String PARALLELISM = "java.util.concurrent.ForkJoinPool.common.parallelism";

  private static final int FEWEST = 2;

  private CommonPool() {}

  /** Gives it two threads at least, unless told otherwise; before anything uses it. */
  public static void widen() {
    int usual = Runtime.getRuntime().availableProcessors() - 1;
    if (System.getProperty(PARALLELISM) == null && usual < FEWEST) {
      System.setProperty(PARALLELISM, Integer.toString(FEWEST));
    }
  }
}
