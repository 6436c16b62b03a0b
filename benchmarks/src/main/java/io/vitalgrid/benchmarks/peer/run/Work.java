package io.vitalgrid.benchmarks.peer.run;

/** What is done with a system that has started, is right and is warm. */
interface Work {
  void measure(Running system, Load load, Figures figures) throws InterruptedException;
}
