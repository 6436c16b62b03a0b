package io.vitalgrid.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code vitalgrid}, with a Java and a Maven that only say how they were called. */
@Timeout(120)
class LauncherTest {
  private static final List<String> MODULES =
      List.of("grid-config", "sql", "broker", "loadgen", "train", "jet-pipeline");

  @TempDir private Path temp;

  private Path home;
  private Path jdk;
  private Path mavenCalls;

  @BeforeEach
  void layOut() throws IOException {
    Path root = Path.of(System.getProperty("vitalgrid.home"));
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a POSIX shell");
    home = Files.createDirectories(temp.resolve("vital grid")); // a space, as people have them
    Files.copy(root.resolve("vitalgrid"), home.resolve("vitalgrid"));
    Files.copy(root.resolve("pom.xml"), home.resolve("pom.xml"));
    for (String module : MODULES) {
      Files.createDirectories(home.resolve(module).resolve("src/main/java"));
      Files.createFile(home.resolve(module).resolve("pom.xml"));
    }
    mavenCalls = temp.resolve("maven-calls");
    jdk = temp.resolve("jdk");
    fakeJava("17.0.15");
    script(jdk.resolve("bin/javac"), "exit 0");
    fakeMaven(
        """
        for m in %s; do
          mkdir -p $m/target/lib
          : > $m/target/$m-0.1.0-SNAPSHOT.jar
        done
        """
            .formatted(String.join(" ", MODULES)));
  }

  @Test
  void when_helpIsAsked_then_commandsAreListedWithoutABuild() throws Exception {
    Result help = launch(Map.of(), "--help");

    assertThat(help.exit).isZero();
    assertThat(help.out).startsWith("Usage: ./vitalgrid COMMAND").contains("up ").contains("sql ");
    assertThat(launch(Map.of(), "help").out).isEqualTo(help.out);
    assertThat(mavenCalls).doesNotExist();
  }

  @Test
  void when_noCommandIsGiven_then_exitTwoWithUsage() throws Exception {
    Result result = launch(Map.of());

    assertThat(result.exit).isEqualTo(2);
    assertThat(result.err).startsWith("Usage: ./vitalgrid COMMAND");
  }

  @Test
  void when_commandIsMistyped_then_exitTwoAndTheNearestIsProposed() throws Exception {
    Result result = launch(Map.of(), "lodgen", "--rate", "1");

    assertThat(result.exit).isEqualTo(2);
    assertThat(result.err).contains("unknown command 'lodgen'; did you mean 'loadgen'?");
    assertThat(launch(Map.of(), "sing-a-song").err).doesNotContain("did you mean");
  }

  @Test
  void when_runTheFirstTime_then_itBuildsOnceAndPassesTheArguments() throws Exception {
    Result first = launch(Map.of(), "sql", "SELECT 1 AS \"a b\"", "--format", "*");
    Result second = launch(Map.of(), "sql", "SELECT 2");

    assertThat(first.exit).isZero();
    assertThat(first.err).contains("building VitalGrid (first time").contains("built in");
    assertThat(first.out.lines())
        .containsSubsequence(
            "-cp",
            home.resolve("sql/target/sql-0.1.0-SNAPSHOT.jar")
                + ":"
                + home.resolve("sql/target/lib/*"),
            "io.vitalgrid.sql.SqlCommand",
            "SELECT 1 AS \"a b\"",
            "--format",
            "*");
    assertThat(second.err).isEmpty();
    assertThat(mavenCalls).content().hasLineCount(1).contains("-pl grid-config,sql,broker");
  }

  @Test
  void when_commandSharesItsClass_then_itsNameIsTheFirstArgument() throws Exception {
    Result result = launch(Map.of(), "up", "--rate", "2000");

    assertThat(result.out.lines())
        .containsSubsequence("io.vitalgrid.pipeline.member.Main", "up", "--rate", "2000")
        .contains("-XX:+UseG1GC", "-XX:MaxGCPauseMillis=10", "-XX:MaxTenuringThreshold=0")
        .contains("java.base/java.lang=ALL-UNNAMED")
        .contains("VITALGRID_HOME=" + home);
  }

  @Test
  void when_startedThroughALink_then_itFindsItsFolder() throws Exception {
    Path link = Files.createSymbolicLink(temp.resolve("vg"), Path.of("vital grid/vitalgrid"));

    Result result = launch(link, Map.of(), "broker");

    assertThat(result.out.lines()).contains("VITALGRID_HOME=" + home);
  }

  @Test
  void when_aSourceIsNewerThanTheBuild_then_itBuildsAndSaysWhy() throws Exception {
    launch(Map.of(), "train");
    Path source = Files.createFile(home.resolve("train/src/main/java/Trainer.java"));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));

    Result noBuild = launch(Map.of("VITALGRID_NO_BUILD", "1"), "train");
    Result result = launch(Map.of(), "train");

    assertThat(noBuild.err).isEmpty();
    assertThat(result.err).contains("building VitalGrid (train/src/main/java");
    assertThat(mavenCalls).content().hasLineCount(2);
  }

  @Test
  void when_theBuildFails_then_exitOneWithTheErrorsAndTheNextStartBuildsAgain() throws Exception {
    fakeMaven("echo '[INFO] compiling'; echo '[ERROR] A.java:1 no such symbol'; exit 1");

    Result result = launch(Map.of(), "train");

    assertThat(result.exit).isEqualTo(1);
    assertThat(result.err)
        .contains("[ERROR] A.java:1 no such symbol")
        .contains("the build failed; all that Maven said is in " + home.resolve("target/build.log"))
        .doesNotContain("[INFO]");
    assertThat(launch(Map.of(), "train").err).contains("building VitalGrid (first time");
  }

  @Test
  void when_twoStartAtOnce_then_oneBuildsAndTheOtherWaits() throws Exception {
    fakeMaven("sleep 1; mkdir -p train/target/lib; : > train/target/train-0.1.0-SNAPSHOT.jar");

    Process one = start(home.resolve("vitalgrid"), "one", Map.of(), "train");
    Process two = start(home.resolve("vitalgrid"), "two", Map.of(), "train");

    assertThat(finish(one, "one").exit).isZero();
    assertThat(finish(two, "two").exit).isZero();
    assertThat(mavenCalls).content().hasLineCount(1);
  }

  @Test
  void when_theHolderOfTheBuildLockIsGone_then_itBuilds() throws Exception {
    Process gone = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
    gone.waitFor();
    Path lock = Files.createDirectories(home.resolve("target/.build-lock"));
    Files.writeString(lock.resolve("pid"), gone.pid() + "\n");

    assertThat(launch(Map.of(), "train").exit).isZero();
    assertThat(lock).doesNotExist();
  }

  @Test
  void when_terminatedWhileBuilding_then_mavenEndsAndTheLockIsFree() throws Exception {
    fakeMaven("exec sleep 50");
    Process launcher = start(home.resolve("vitalgrid"), "one", Map.of(), "train");
    while (!Files.exists(mavenCalls)) {
      Thread.sleep(10);
    }
    List<ProcessHandle> children = launcher.descendants().toList();

    launcher.destroy();

    assertThat(finish(launcher, "one").exit).isEqualTo(143);
    assertThat(home.resolve("target/.build-lock")).doesNotExist();
    for (ProcessHandle child : children) {
      child.onExit().get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void when_javaIsMissingOrOld_then_theMessageNamesTheWayOut() throws Exception {
    fakeJava("11.0.2");
    assertThat(launch(Map.of(), "sql").err).contains("is Java 11.0.2, VitalGrid needs 17 or newer");

    Result missing = launch(Map.of("JAVA_HOME", "/no/such/jdk"), "sql");
    assertThat(missing.exit).isEqualTo(1);
    assertThat(missing.err).contains("JAVA_HOME is /no/such/jdk").contains("JDK 17 or newer");
  }

  @Test
  void when_mavenIsMissing_then_theMessageNamesTheWayOut() throws Exception {
    Files.delete(temp.resolve("bin/mvn"));
    Path tools = Files.createDirectories(temp.resolve("tools"));
    for (String tool : List.of("sh", "dirname", "sed", "head", "mkdir", "cat", "rm", "find")) {
      Path path = Path.of("/usr/bin").resolve(tool);
      assumeTrue(Files.exists(path), path + " is where Debian has it");
      script(tools.resolve(tool), "exec " + path + " \"$@\"");
    }

    Result result = launch(Map.of("PATH", tools.toString()), "sql");

    assertThat(result.exit).isEqualTo(1);
    assertThat(result.err).contains("Maven (mvn) is not on the PATH").contains("apt-get install");
  }

  @Test
  void when_userAddsJvmFlags_then_theyComeLast_butNotForChildren() throws Exception {
    Map<String, String> flags = Map.of("VITALGRID_JAVA_OPTS", "-Xmx8g -Dx=*");
    Map<String, String> child =
        Map.of("VITALGRID_JAVA_OPTS", "-Xmx8g -Dx=*", "VITALGRID_CHILD", "1");
    Files.createFile(temp.resolve("-Dx=a-file-that-the-shell-must-not-put-in"));

    assertThat(launch(flags, "member").out.lines())
        .containsSubsequence("-XX:MaxGCPauseMillis=10", "-Xmx8g", "-Dx=*", "-cp");
    assertThat(launch(child, "broker").out.lines()).doesNotContain("-Xmx8g");
  }

  @Test
  void when_javaIs24OrNewer_then_nativeAndUnsafeAccessAreAllowed() throws Exception {
    String flag = "--sun-misc-unsafe-memory-access=allow";

    assertThat(launch(Map.of(), "up").out.lines()).doesNotContain(flag);
    fakeJava("25.0.3");
    assertThat(launch(Map.of(), "up").out.lines())
        .contains(flag, "--enable-native-access=ALL-UNNAMED");
  }

  @Test
  void when_prepared_then_laterStartsUseTheArchiveOfTheirModule_untilTheNextBuild()
      throws Exception {
    Result prepare = launch(Map.of("VITALGRID_GRID_MEMBERS", "grid-1:5701"), "prepare");

    assertThat(prepare.err).contains("kept ");
    assertThat(home.resolve("target/prepare.log"))
        .content()
        .contains("MEMBERS=\n")
        .doesNotContain("grid-1");
    for (String command : List.of("up", "member", "broker", "sql")) {
      assertThat(launch(Map.of(), command).out).as(command).contains("-XX:SharedArchiveFile=");
    }
    assertThat(launch(Map.of(), "member").out.lines())
        .containsSubsequence("-Xlog:cds*=off", archiveFlag("jet-pipeline"), "-cp");
    assertThat(launch(Map.of(), "train").out).doesNotContain("SharedArchiveFile");
    fakeJava("21.0.1");
    assertThat(launch(Map.of(), "member").out).doesNotContain("SharedArchiveFile");
    Path source = Files.createFile(home.resolve("train/src/main/java/Trainer.java"));
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
    fakeJava("17.0.15");
    assertThat(launch(Map.of(), "member").out).doesNotContain("SharedArchiveFile");
  }

  @Test
  void when_preparingFails_then_exitOneAndTheOldArchivesStay() throws Exception {
    launch(Map.of(), "prepare");
    script(
        jdk.resolve("bin/java"),
        "echo 'openjdk version \"17.0.15\"' >&2; [ \"$1\" = -version ] || exit 1");

    Result result = launch(Map.of(), "prepare");

    assertThat(result.exit).isEqualTo(1);
    assertThat(result.err).contains("see " + home.resolve("target/prepare.log"));
    assertThat(home.resolve("target/.build-lock")).doesNotExist();
    fakeJava("17.0.15");
    assertThat(launch(Map.of(), "member").out.lines()).contains(archiveFlag("jet-pipeline"));
  }

  @Test
  void when_theArchiveIsGarbage_then_theCommandRunsAndSaysNothingMore() throws Exception {
    Map<String, String> real =
        Map.of("JAVA_HOME", System.getProperty("java.home"), "VITALGRID_NO_BUILD", "1");
    jarOfTheClassPath(home.resolve("broker/target/broker-0.1.0-SNAPSHOT.jar"));
    Result without = launch(real, "broker", "--help");
    Path archives = Files.createDirectories(home.resolve("target/cds"));
    Files.writeString(
        archives.resolve("broker-" + System.getProperty("java.version") + ".jsa"), "garbage");

    Result with = launch(real, "broker", "--help");

    assertThat(with.exit).isZero();
    assertThat(with.out).startsWith("Usage: vitalgrid broker").isEqualTo(without.out);
    assertThat(with.err).isEmpty();
  }

  private String archiveFlag(String module) {
    return "-XX:SharedArchiveFile=" + home.resolve("target/cds/" + module + "-17.0.15.jsa");
  }

  private static void jarOfTheClassPath(Path jar) throws IOException {
    Files.createDirectories(jar.getParent());
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" "));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
  }

  private record Result(int exit, String out, String err) {}

  private Result launch(Map<String, String> environment, String... args) throws Exception {
    return launch(home.resolve("vitalgrid"), environment, args);
  }

  private Result launch(Path launcher, Map<String, String> environment, String... args)
      throws Exception {
    return finish(start(launcher, "run", environment, args), "run");
  }

  private Process start(Path launcher, String name, Map<String, String> environment, String... args)
      throws IOException {
    List<String> command = new ArrayList<>(List.of("/bin/sh", launcher.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
    builder.redirectOutput(temp.resolve(name + ".out").toFile());
    builder.redirectError(temp.resolve(name + ".err").toFile());
    builder.environment().keySet().removeIf(key -> key.startsWith("VITALGRID_"));
    builder.environment().merge("PATH", temp.resolve("bin") + ":", (old, bin) -> bin + old);
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private Result finish(Process process, String name) throws Exception {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Result(
        process.exitValue(),
        Files.readString(temp.resolve(name + ".out")),
        Files.readString(temp.resolve(name + ".err")));
  }

  private void fakeJava(String version) throws IOException {
    script(
        jdk.resolve("bin/java"),
        """
        if [ "$1" = -version ]; then echo 'openjdk version "%s" 2026-01-20' >&2; exit; fi
        for flag in "$@"; do
          case $flag in -XX:ArchiveClassesAtExit=*) : > "${flag#*=}" ;; esac
        done
        printf '%%s\\n' "$@"
        echo "VITALGRID_HOME=$VITALGRID_HOME"
        echo "MEMBERS=${VITALGRID_GRID_MEMBERS-}"
        """
            .formatted(version));
  }

  private void fakeMaven(String body) throws IOException {
    script(temp.resolve("bin/mvn"), "echo \"$*\" >> '" + mavenCalls + "'\n" + body);
  }

  private static void script(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n", UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
