package io.vitalgrid.pipeline;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What VitalGrid says in its log while this is open. */
public final class LogLines extends Handler implements AutoCloseable {
  private static final Logger VITALGRID = Logger.getLogger("io.vitalgrid");

  private final List<String> lines = new CopyOnWriteArrayList<>();

  public LogLines() {
    VITALGRID.setLevel(Level.INFO);
    VITALGRID.addHandler(this);
  }

  public List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord record) {
    lines.add(record.getLevel() + " " + record.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    VITALGRID.removeHandler(this);
    VITALGRID.setLevel(null);
  }
}
