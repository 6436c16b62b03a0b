package io.vitalgrid.loadgen.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.loadgen.cohort.Cohort;
import io.vitalgrid.loadgen.device.Fault;
import io.vitalgrid.loadgen.event.DelayRange;
import io.vitalgrid.loadgen.event.Disorder;
import io.vitalgrid.loadgen.event.EventSettings;
import io.vitalgrid.loadgen.event.GridTerms;
import io.vitalgrid.loadgen.event.Trouble;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultFileTest {
  private static final long NOON_MS = 1_763_812_800_000L; // 2025-11-22T12:00Z

  @Test
  void when_devicesWereFaulty_then_whichAndHowAndWhen(@TempDir Path folder) throws Exception {
    DelayRange skew = new DelayRange(Duration.ofSeconds(1), Duration.ofSeconds(4));
    Trouble trouble =
        new Trouble(0, skew, 0, 1, List.of(Fault.WRONG_CLOCK), Duration.ofMinutes(1), 0);
    EventSettings settings =
        new EventSettings(
            Cohort.generate(2, 42), Disorder.NONE, trouble, GridTerms.OF_UP, 0, 42, List.of());
    Path file = folder.resolve(FaultFile.NAME);

    FaultFile.write(file, settings, NOON_MS + 1, NOON_MS + 150_000);

    assertThat(Files.readString(file).lines())
        .containsExactly(
            "device_id,patient_id,fault,from,to",
            "MON-1,P000001,wrong-clock,2025-11-22T12:00:00.001Z,2025-11-22T12:02:30Z",
            "MON-2,P000002,wrong-clock,2025-11-22T12:00:00.001Z,2025-11-22T12:02:30Z");
  }
}
