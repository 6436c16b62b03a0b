package io.vitalgrid.pipeline.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.SerializationConfig;
import com.hazelcast.config.SerializerConfig;
import com.hazelcast.internal.serialization.InternalSerializationService;
import com.hazelcast.internal.serialization.impl.DefaultSerializationServiceBuilder;
import com.hazelcast.jet.config.JobConfig;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PatientEventSerializersTest {
  private final InternalSerializationService service =
      new DefaultSerializationServiceBuilder()
          .setConfig(
              new SerializationConfig()
                  .addSerializerConfig(of(Vitals.class, new PatientEventSerializers.OfVitals()))
                  .addSerializerConfig(
                      of(Admission.class, new PatientEventSerializers.OfAdmission()))
                  .addSerializerConfig(
                      of(Discharge.class, new PatientEventSerializers.OfDischarge()))
                  .addSerializerConfig(of(Refused.class, new PatientEventSerializers.OfRefused())))
          .build();

  @AfterEach
  void close() {
    service.dispose();
  }

  @Test
  void when_eventTravels_then_itArrivesAsItWas() throws Exception {
    for (WireRecord record :
        new WireRecord[] {
          WireRecord.vitals(),
          WireRecord.vitalsOnly("spo2", "91"),
          WireRecord.vitals().with("patient_id", "\"Zoë \u75c5\"").without("seq"),
          WireRecord.vitals().without("device_id"),
          WireRecord.admission(),
          WireRecord.admission().without("ward"),
          WireRecord.discharge()
        }) {
      PatientEvent event = Parsing.parse(record);

      PatientEvent arrived = service.toObject(service.toData(event));

      assertThat(arrived)
          .usingRecursiveComparison()
          .withEqualsForType(Double::equals, Double.class)
          .isEqualTo(event);
      assertThat(arrived).isNotSameAs(event).hasSameClassAs(event);
    }
  }

  @Test
  void when_refusedRecordTravels_then_itArrivesAsItWas() {
    Refused refused = new Refused(new PatientKey("P1", 7), "MON-1", 3, Reason.OUT_OF_RANGE, 5);

    Refused arrived = service.toObject(service.toData(refused));

    assertThat(arrived).isEqualTo(refused);
  }

  @Test
  void when_jobIsSubmitted_then_everyKindOfEventIsRegistered() {
    JobConfig config = new JobConfig();
    PatientEventSerializers.register(config);

    assertThat(config.getSerializerConfigs())
        .containsOnlyKeys(
            Vitals.class.getName(),
            Admission.class.getName(),
            Discharge.class.getName(),
            Refused.class.getName());
    assertThat(
            Map.of(
                7101, new PatientEventSerializers.OfVitals().getTypeId(),
                7102, new PatientEventSerializers.OfAdmission().getTypeId(),
                7103, new PatientEventSerializers.OfDischarge().getTypeId(),
                7104, new PatientEventSerializers.OfRefused().getTypeId()))
        .allSatisfy((expected, actual) -> assertThat(actual).isEqualTo(expected));
  }

  private static SerializerConfig of(
      Class<?> type, com.hazelcast.nio.serialization.Serializer serializer) {
    return new SerializerConfig().setTypeClass(type).setImplementation(serializer);
  }
}
