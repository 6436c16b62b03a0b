package io.vitalgrid.benchmarks.peer.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** A process that the comparison started, a JVM mostly, and what it used so far. */
final class Child implements AutoCloseable {
  private static final int UTIME = 11; // of /proc/PID/stat, after the name
  private static final double TICKS_PER_SECOND = 100;

  private final String name;
  private final Path log;
  private final Process process;
  private final List<Child> companions = new ArrayList<>();
  private MBeanServerConnection beans;
  private JMXConnector connector;

  private Child(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts a JVM. When it stood still is in a file beside its log, by the clock that the load
   * generator's results have.
   */
  static Child start(
      String name, Path log, List<String> flags, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(flags);
    command.add("-Xlog:gc,safepoint:file=" + pauses(log) + ":utctime:filecount=0");
    command.add("-Djava.util.logging.config.file=conf/logging.properties");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    command.addAll(arguments);
    return start(name, log, command);
  }

  static Child start(String name, Path log, List<String> command) {
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      Process process = builder.start();
      // Whoever stops the comparison stops what it has started.
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new Child(name, log, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path pauses(Path log) {
    return log.resolveSibling(log.getFileName().toString().replaceFirst("\\.log$", "-pauses.log"));
  }

  /** Counts CPU time and memory of a process that it needs as its own, and ends that after it. */
  Child with(Child other) {
    companions.add(other);
    return this;
  }

  /** Waits for a line of its output and returns the rest of it. */
  String await(String beginning, Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (System.nanoTime() < deadline) {
      for (String line : output()) {
        if (line.startsWith(beginning)) {
          return line.substring(beginning.length()).strip();
        }
      }
      requireAlive();
      Thread.sleep(50);
    }
    throw new IllegalStateException(
        name + " did not say \"" + beginning + "\" within " + timeout + ", see " + log);
  }

  /** Gives it a line to read. */
  void tell(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      requireAlive();
      throw new UncheckedIOException(e);
    }
  }

  int awaitEnd(Duration timeout) throws InterruptedException {
    if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      close();
      throw new IllegalStateException(name + " did not end within " + timeout + ", see " + log);
    }
    return process.exitValue();
  }

  List<String> output() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void requireAlive() {
    companions.forEach(Child::requireAlive);
    if (!process.isAlive()) {
      throw new IllegalStateException(
          name + " ended by itself with " + process.exitValue() + ", see " + log);
    }
  }

  /** CPU time of all its threads, collector and compiler included. */
  double cpuSeconds() {
    String stat = proc("stat");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[UTIME + 1]);
    return ticks / TICKS_PER_SECOND + companions.stream().mapToDouble(Child::cpuSeconds).sum();
  }

  double residentMegabytes() {
    double own =
        proc("status")
            .lines()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
            .findFirst()
            .orElse(Double.NaN);
    return own + companions.stream().mapToDouble(Child::residentMegabytes).sum();
  }

  private String proc(String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Heap bytes that its living threads have allocated. */
  double allocatedBytes() {
    ThreadMXBean bean = bean(ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
    return Arrays.stream(bean.getThreadAllocatedBytes(bean.getAllThreadIds()))
        .filter(bytes -> bytes > 0)
        .sum();
  }

  /** How long its JIT compilers have worked so far. */
  Duration compileTime() {
    return Duration.ofMillis(
        bean(ManagementFactory.COMPILATION_MXBEAN_NAME, CompilationMXBean.class)
            .getTotalCompilationTime());
  }

  @SuppressWarnings("BanJNDI") // the other side is a process of our own
  private <T extends PlatformManagedObject> T bean(String beanName, Class<T> type) {
    try {
      if (beans == null) {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
        String url = machine.startLocalManagementAgent();
        machine.detach();
        connector = JMXConnectorFactory.connect(new JMXServiceURL(url));
        beans = connector.getMBeanServerConnection();
      }
      return ManagementFactory.newPlatformMXBeanProxy(beans, beanName, type);
    } catch (IOException | AttachNotSupportedException e) {
      throw new IllegalStateException(name + " cannot be asked about its JVM", e);
    }
  }

  @Override
  public void close() {
    try {
      if (connector != null) {
        connector.close();
      }
    } catch (IOException e) {
      // It goes away anyway.
    }
    process.destroy();
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    companions.forEach(Child::close);
  }
}
