package io.vitalgrid.chaos.load;

import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who may leave: patients all of whose windows are seen settled in the grid. A discharge takes the
 * readings out of windows that are open, and which are depends on the watermark; so there must be
 * none. Asks the grid in a thread of its own, for the grid may be in trouble.
 */
final class Departures implements AutoCloseable {
  private static final int AT_A_TIME = 4;

  private record Question(String patientId, long readingMs, long nowMs) {}

  private final SettledWindows settled;
  private final Set<String> leaving = ConcurrentHashMap.newKeySet();
  private final Set<String> ready = ConcurrentHashMap.newKeySet();
  private final BlockingQueue<Question> questions = new ArrayBlockingQueue<>(64);
  private final Thread thread = new Thread(this::run, "departures");

  Departures(SettledWindows settled) {
    this.settled = settled;
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * @return whether the patient may begin to leave; not too many do at a time
   */
  boolean announce(Bed bed) {
    return leaving.size() < AT_A_TIME && leaving.add(bed.patientId);
  }

  void withdraw(Bed bed) {
    leaving.remove(bed.patientId);
    ready.remove(bed.patientId);
  }

  /** Asks, and says so when the answer was yes. */
  boolean mayLeave(Bed bed, long nowMs) {
    if (ready.remove(bed.patientId)) {
      leaving.remove(bed.patientId);
      return true;
    }
    questions.offer(new Question(bed.patientId, bed.arrivedMs.get(), nowMs));
    return false;
  }

  private void run() {
    try {
      while (true) {
        Question question = questions.take();
        if (leaving.contains(question.patientId)
            && (question.readingMs == Long.MIN_VALUE
                || settled.contains(question.patientId, question.readingMs, question.nowMs))) {
          ready.add(question.patientId);
        }
      }
    } catch (InterruptedException e) {
      // closed
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
