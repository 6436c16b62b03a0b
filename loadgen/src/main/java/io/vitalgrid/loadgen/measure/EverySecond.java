package io.vitalgrid.loadgen.measure;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks somebody something once a second, on a thread of its own: whoever does not answer keeps
 * nobody waiting.
 *
 * @param <T> the answer
 */
abstract class EverySecond<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EverySecond.class);

  private final Thread thread;
  private volatile T latest;
  private volatile boolean closed;

  EverySecond(String name, T first) {
    latest = first;
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /** Called once, when the subclass is ready. */
  final void start() {
    thread.start();
  }

  /** Asks once. */
  abstract T read() throws Exception;

  private void run() {
    boolean told = false;
    while (!closed) {
      try {
        latest = read();
        TimeUnit.SECONDS.sleep(1);
      } catch (InterruptedException e) {
        return;
      } catch (Exception e) {
        if (!told && !closed) {
          Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
          LOG.warn("{}: no answer: {}", thread.getName(), String.valueOf(cause));
          told = true;
        }
        pause();
      }
    }
  }

  private void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  /** The newest answer. */
  public T latest() {
    return latest;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
