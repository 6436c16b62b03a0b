package io.vitalgrid.train;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** Ends the process when the parent that started it is gone. */
final class ParentWatch {
  private ParentWatch() {}

  /**
   * If {@code VITALGRID_CHILD} is 1, the parent holds the other side of this process's input open
   * as long as it lives.
   */
  static void start(Map<String, String> environment, InputStream input) {
    if (!"1".equals(environment.get("VITALGRID_CHILD"))) {
      return;
    }
    Thread watcher =
        new Thread(
            () -> {
              try {
                input.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // Unreadable is as good as ended.
              }
              System.exit(1);
            },
            "parent-watch");
    watcher.setDaemon(true);
    watcher.start();
  }
}
