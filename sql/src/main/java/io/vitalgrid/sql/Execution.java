package io.vitalgrid.sql;

import com.hazelcast.sql.HazelcastSqlException;
import com.hazelcast.sql.SqlResult;
import com.hazelcast.sql.SqlRow;
import com.hazelcast.sql.SqlService;
import com.hazelcast.sql.SqlStatement;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * Runs one statement and writes its rows as they come, be it that they never end.
 *
 * <p>A second thread waits for rows, so that a pause between them can be noticed and {@link
 * #cancel()} works while there are none.
 */
final class Execution {
  private static final int QUEUED_ROWS = 4096;
  private static final long PAUSE_NANOS = 200_000_000; // 200 ms
  private static final long READER_END_MS = 1000;

  private final SqlService sql;
  private final Format format;
  private final PrintWriter out;
  private final AtomicBoolean cancelled = new AtomicBoolean();

  /** The result whose first rows are waited for; null before and after. */
  private final AtomicReference<SqlResult> beginning = new AtomicReference<>();

  Execution(SqlService sql, Format format, PrintWriter out) {
    this.sql = sql;
    this.format = format;
    this.out = out;
  }

  /**
   * Blocks until the last row is written or {@link #cancel()} is called.
   *
   * @throws HazelcastSqlException if the statement is wrong or fails
   */
  void run(String statement) {
    try (SqlResult result = sql.execute(new SqlStatement(statement).setCursorBufferSize(1024))) {
      beginning.set(result);
      if (cancelled.get()) {
        return;
      }
      boolean hasRows = result.isRowSet();
      beginning.set(null);
      if (hasRows) {
        writeRows(result);
      } else if (format == Format.TABLE) {
        out.println("OK");
        out.flush();
      }
    } catch (HazelcastSqlException e) {
      if (!cancelled.get()) {
        throw e;
      }
    }
  }

  boolean isCancelled() {
    return cancelled.get();
  }

  /** What went wrong, without the list of all that the parser would have liked better. */
  static String message(HazelcastSqlException e) {
    return e.getMessage()
        .lines()
        .takeWhile(line -> !line.startsWith("Was expecting"))
        .collect(Collectors.joining("\n"));
  }

  /**
   * Ends {@link #run}, from any thread. A result that has begun is closed by the thread that writes
   * it, for Hazelcast's client does not expect that while a page of rows has just come in.
   */
  void cancel() {
    cancelled.set(true);
    SqlResult result = beginning.get();
    if (result != null) {
      result.close();
    }
  }

  private void writeRows(SqlResult result) {
    RowPrinter printer = format.printer(out, result.getRowMetadata());
    BlockingQueue<Optional<SqlRow>> queue = new ArrayBlockingQueue<>(QUEUED_ROWS);
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    Thread reader = new Thread(() -> read(result, queue, failure), "sql-rows");
    reader.setDaemon(true);
    reader.start();
    try {
      write(queue, printer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      cancelled.set(true);
    } finally {
      end(reader);
    }
    if (failure.get() != null && !cancelled.get()) {
      throw failure.get();
    }
    printer.end();
  }

  private void write(BlockingQueue<Optional<SqlRow>> queue, RowPrinter printer)
      throws InterruptedException {
    long nextPauseNanos = System.nanoTime() + PAUSE_NANOS;
    while (!cancelled.get()) {
      Optional<SqlRow> next = queue.poll();
      if (next == null) {
        if (System.nanoTime() - nextPauseNanos >= 0) {
          printer.pause();
          nextPauseNanos = System.nanoTime() + PAUSE_NANOS;
        }
        if (out.checkError()) { // flushes; nobody reads any more, or the disk is full
          cancelled.set(true);
          return;
        }
        next = queue.poll(PAUSE_NANOS, TimeUnit.NANOSECONDS);
      }
      if (next != null) {
        if (next.isEmpty()) {
          return;
        }
        printer.row(next.get());
      }
    }
  }

  private static void end(Thread reader) {
    reader.interrupt();
    try {
      reader.join(READER_END_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Moves rows into the queue, and an empty one after the last. */
  private static void read(
      SqlResult result,
      BlockingQueue<Optional<SqlRow>> queue,
      AtomicReference<RuntimeException> failure) {
    try {
      try {
        for (SqlRow row : result) {
          queue.put(Optional.of(row));
        }
      } catch (RuntimeException e) {
        failure.set(e);
      }
      queue.put(Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the writer has gone
    }
  }
}
