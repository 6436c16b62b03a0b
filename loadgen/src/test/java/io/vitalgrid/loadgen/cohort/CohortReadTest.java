package io.vitalgrid.loadgen.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way in which a cohort file can be right or wrong. */
class CohortReadTest {
  private static final String HEADER =
      "patient_id,age,gender,blood_pressure,cholesterol,bmi,diabetes,hypertension,"
          + "medication_count,length_of_stay,discharge_destination,readmitted_30_days\n";
  private static final String ROW =
      "123,74,Other,130/72,240,31.5,Yes,No,5,1,Nursing_Facility,Yes\n";
  private static final Stay STAY =
      new Stay(
          "P000123", 74, "Other", 130, 72, 240, 31.5, true, false, 5, 1, "Nursing_Facility", true);

  @TempDir Path folder;

  @Test
  void when_fileHasTheDataSetsForm_then_staysInItsOrder() throws IOException {
    Path csv = file(HEADER + ROW + "7,18,Male,110/70,150,18,No,Yes,0,10,Home,No\n");

    assertThat(Cohort.read(csv))
        .containsExactly(
            STAY,
            new Stay("P000007", 18, "Male", 110, 70, 150, 18.0, false, true, 0, 10, "Home", false));
  }

  @Test
  void when_columnsStandInAnotherOrderAmongOthers_then_foundByName() throws IOException {
    Path csv =
        file(
            "ward,discharge_destination,length_of_stay,medication_count,hypertension,diabetes,bmi,"
                + "cholesterol,blood_pressure,gender,age,readmitted_30_days,patient_id,note\n"
                + "ICU,Nursing_Facility,1,5,No,Yes,31.5,240,130/72,Other,74,Yes,123,\"a, b\"\n");

    assertThat(Cohort.read(csv)).containsExactly(STAY);
  }

  @Test
  void when_thereIsNoLabelColumn_then_readmittedIsUnknown() throws IOException {
    Path csv =
        file(
            HEADER.replace(",readmitted_30_days", "")
                + ROW.replace("Nursing_Facility,Yes", "Nursing_Facility"));

    assertThat(Cohort.read(csv)).singleElement().extracting(Stay::readmitted).isNull();
  }

  @Test
  void when_fileHasByteOrderMarkAndWindowsLineEnds_then_readAlike() throws IOException {
    Path csv = file("\uFEFF" + (HEADER + ROW).replace("\n", "\r\n"));

    assertThat(Cohort.read(csv)).containsExactly(STAY);
  }

  @Test
  void when_linesAreBlankOrTheLastHasNoEnd_then_readAlike() throws IOException {
    Path csv = file(HEADER + "\n" + ROW.strip());

    assertThat(Cohort.read(csv)).containsExactly(STAY);
  }

  @Test
  void when_flagsAreTrueAndFalse_then_readAsTheWireContractDoes() throws IOException {
    Path csv = file(HEADER + ROW.replace(",Yes,No,", ",true,false,"));

    assertThat(Cohort.read(csv)).containsExactly(STAY);
  }

  @Test
  void when_fileIsEmpty_then_saysWhatTheFirstLineMustBe() throws IOException {
    assertRejected(file(""), "the file is empty", "patient_id,age,gender");
    assertRejected(file("\n\n"), "the file is empty");
  }

  @Test
  void when_thereAreNoRows_then_saysSo() throws IOException {
    assertRejected(file(HEADER), "no rows after the header line");
  }

  @Test
  void when_columnsAreMissing_then_namesThem() throws IOException {
    Path csv = file(HEADER.replace("age,", "").replace("bmi,", "body_mass,") + ROW);

    assertRejected(csv, "line 1", "lacks age, bmi;");
  }

  @Test
  void when_aColumnIsNamedTwice_then_namesIt() throws IOException {
    assertRejected(file(HEADER.replace("bmi", "age") + ROW), "line 1", "column age is named twice");
  }

  @Test
  void when_aRowIsShortOrLong_then_namesTheLineAndBothWidths() throws IOException {
    assertRejected(file(HEADER + ROW + "124,50\n"), "line 3", "2 fields", "header line has 12");
    assertRejected(file(HEADER + ROW.strip() + ",x\n"), "line 2", "13 fields");
  }

  @Test
  void when_aPatientComesTwice_then_namesBothLines() throws IOException {
    assertRejected(
        file(HEADER + ROW + "\n" + ROW.replace("123,", "0123,")),
        "line 4",
        "patient_id",
        "\"0123\"",
        "already on line 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          patient_id            | 0         | a whole number from 1 to 999999
          patient_id            | 1000000   | a whole number from 1 to 999999
          patient_id            | P000123   | a whole number from 1 to 999999
          age                   | 131       | a whole number from 0 to 130
          age                   | -1        | a whole number from 0 to 130
          age                   | 74.5      | a whole number from 0 to 130
          age                   | 99999999999999999999 | a whole number from 0 to 130
          gender                | female    | one of Male, Female, Other
          blood_pressure        | 130       | systolic/diastolic in mmHg, such as 130/72
          blood_pressure        | 130-72    | systolic/diastolic in mmHg, such as 130/72
          blood_pressure        | 72/130    | systolic not below diastolic
          blood_pressure        | 351/72    | systolic from 0 to 350 and diastolic from 0 to 250
          blood_pressure        | 300/251   | systolic from 0 to 350 and diastolic from 0 to 250
          cholesterol           | 19        | a whole number from 20 to 1500
          cholesterol           | 1501      | a whole number from 20 to 1500
          bmi                   | NaN       | a number from 5 to 150
          bmi                   | 4.9       | a number from 5 to 150
          bmi                   | 1e2       | a number from 5 to 150
          bmi                   | 31,5      | a number from 5 to 150
          diabetes              | Maybe     | Yes or No
          hypertension          | yes       | Yes or No
          medication_count      | 201       | a whole number from 0 to 200
          length_of_stay        | 3651      | a whole number from 0 to 3650
          discharge_destination | Hospital  | one of Home, Nursing_Facility, Rehab
          readmitted_30_days    | 1         | Yes or No
          """)
  void when_aValueIsWrong_then_namesLineColumnValueAndRule(String column, String value, String rule)
      throws IOException {
    Path csv = file(HEADER + ROW.replace("123,", "122,") + rowWith(column, value));

    assertRejected(csv, "line 3: column " + column + " is \"" + value + "\"; rule: " + rule);
  }

  @Test
  void when_aValueIsEmpty_then_saysEmpty() throws IOException {
    assertRejected(file(HEADER + rowWith("age", "")), "column age is empty; rule: a whole number");
  }

  @Test
  void when_aValueIsLongOrNotPrintable_then_shownCutAndClean() throws IOException {
    assertThatThrownBy(
            () -> Cohort.read(file(HEADER + rowWith("gender", "a\u001b[2J" + "x".repeat(9_000)))))
        .isInstanceOf(CohortException.class)
        .hasMessageContaining("\"a?[2Jxxx")
        .hasMessageNotContaining("\u001b")
        .extracting(Throwable::getMessage)
        .satisfies(message -> assertThat(message.length()).isLessThan(400));
  }

  @Test
  void when_fileIsNotCsv_then_namesTheFile() throws IOException {
    assertRejected(file(HEADER + "\"" + "x".repeat(20_000_000)), "not a CSV file");
  }

  @Test
  void when_thereIsNoFile_then_ioException() {
    assertThatThrownBy(() -> Cohort.read(folder.resolve("none.csv")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none.csv");
  }

  @Test
  void when_aStayIsPrinted_then_itNamesNobody() {
    assertThat(STAY.toString()).doesNotContain("123").doesNotContain("74");
  }

  private static String rowWith(String column, String value) {
    String[] names = HEADER.strip().split(",", -1);
    String[] fields = ROW.strip().split(",", -1);
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(column)) {
        fields[i] = '"' + value + '"';
      }
    }
    return String.join(",", fields) + "\n";
  }

  private static void assertRejected(Path csv, String... parts) {
    assertThatThrownBy(() -> Cohort.read(csv))
        .isInstanceOf(CohortException.class)
        .hasMessageContaining("cohort.csv")
        .hasMessageContainingAll(parts);
  }

  private Path file(String text) throws IOException {
    return Files.write(folder.resolve("cohort.csv"), text.getBytes(StandardCharsets.UTF_8));
  }
}
