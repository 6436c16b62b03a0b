package io.vitalgrid.grid.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class GridSettingsTest {
  static final List<Setting<?>> ALL = GridSettings.ALL;

  @Test
  void when_listed_then_complete_and_distinct() throws IllegalAccessException {
    List<Object> constants = new ArrayList<>();
    for (Class<?> list : List.of(GridSettings.class, DeviceSettings.class, DriftSettings.class)) {
      for (var field : list.getFields()) {
        if (field.getType() == Setting.class) {
          constants.add(field.get(null));
        }
      }
    }
    assertThat(GridSettings.ALL)
        .containsExactlyInAnyOrderElementsOf(cast(constants))
        .hasSizeGreaterThan(30);
    assertThat(GridSettings.ALL).extracting(Setting::name).doesNotHaveDuplicates();
    assertThat(GridSettings.ALL).extracting(Setting::environmentName).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void when_default_is_printed_then_it_parses_to_itself(Setting<?> setting) {
    parsesToItself(setting);
  }

  private static <T> void parsesToItself(Setting<T> setting) {
    T value = setting.defaultValue();
    assertThat(setting.parse(setting.print(value), Origin.DEFAULT)).isEqualTo(value);
    assertThat(setting.checked(value, Origin.DEFAULT)).isEqualTo(value);
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void when_example_is_assigned_then_accepted(Setting<?> setting) {
    Settings settings = Settings.load(null, Map.of(), List.of(setting.example()));
    assertThat(settings.isSet(setting)).isTrue();
  }

  @ParameterizedTest
  @FieldSource("ALL")
  void when_described_then_in_whole_sentences(Setting<?> setting) {
    assertThat(setting.sentence()).endsWith(".").matches("[A-Z].*");
    assertThat(setting.unit()).isNotBlank();
    assertThat(setting.range()).isNotBlank();
    assertThat(setting.name()).matches("[a-z_-][a-z0-9_-]*(\\.[a-z_-][a-z0-9_-]*)*");
  }

  private static List<Setting<?>> cast(List<Object> constants) {
    List<Setting<?>> settings = new ArrayList<>();
    constants.forEach(constant -> settings.add((Setting<?>) constant));
    return settings;
  }
}
