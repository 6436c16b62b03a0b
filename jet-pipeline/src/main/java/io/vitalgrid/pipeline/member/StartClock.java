package io.vitalgrid.pipeline.member;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How long ago the launcher was started. It became this process by {@code exec}, so on Linux the
 * kernel knows; elsewhere it is the JVM's age, which is a little less.
 */
final class StartClock {
  private static final double TICKS_PER_SECOND = 100; // USER_HZ, the same on every architecture
  private static final int START_TICKS_AFTER_NAME = 19; // proc(5): field 22, the name is field 2

  private StartClock() {}

  static Duration sinceStart() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"));
      String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      double startedAt = Long.parseLong(afterName[START_TICKS_AFTER_NAME]) / TICKS_PER_SECOND;
      String uptime = Files.readString(Path.of("/proc/uptime"));
      double seconds = Double.parseDouble(uptime.substring(0, uptime.indexOf(' '))) - startedAt;
      return Duration.ofMillis(Math.round(seconds * 1000));
    } catch (IOException | RuntimeException e) { // no Linux, or one that is different
      return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
    }
  }
}
