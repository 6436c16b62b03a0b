package io.vitalgrid.grid;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import com.hazelcast.config.EvictionPolicy;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.SplitBrainProtectionConfig;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionOn;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridConfigTest {
  private static final Settings DEFAULTS = Settings.defaults();

  @Test
  void when_defaults_then_only_loopback_and_no_search_for_others() {
    Config config = GridConfig.create(DEFAULTS);
    NetworkConfig network = config.getNetworkConfig();
    JoinConfig join = network.getJoin();

    assertThat(join.getAutoDetectionConfig().isEnabled()).isFalse();
    assertThat(join.getMulticastConfig().isEnabled()).isFalse();
    assertThat(join.isAutoDetectionEnabled()).isFalse();
    assertThat(join.getTcpIpConfig().isEnabled()).isTrue();
    assertThat(join.getTcpIpConfig().getMembers()).containsExactly("127.0.0.1:5701");
    assertThat(network.getPort()).isEqualTo(5701);
    assertThat(network.isPortAutoIncrement()).isFalse();
    assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
    assertThat(config.getProperty("hazelcast.local.localAddress")).isEqualTo("127.0.0.1");
    assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
    assertThat(config.getMetricsConfig().isEnabled()).isFalse();
    assertThat(config.getClusterName()).isEqualTo("vitalgrid");
  }

  @Test
  // Deprecated features must be off all the same.
  @SuppressWarnings({"deprecation", "removal"})
  void when_created_then_nothing_runs_foreign_code() {
    Config config = GridConfig.create(DEFAULTS);

    assertThat(config.getUserCodeDeploymentConfig().isEnabled()).isFalse();
    assertThat(config.getNamespacesConfig().isEnabled()).isFalse();
    assertThat(config.getJetConfig().isResourceUploadEnabled()).isFalse();
    assertThat(config.getManagementCenterConfig().isScriptingEnabled()).isFalse();
    assertThat(config.getManagementCenterConfig().isConsoleEnabled()).isFalse();
    assertThat(config.getManagementCenterConfig().isDataAccessEnabled()).isFalse();
    assertThat(config.getNetworkConfig().getRestApiConfig().isEnabled()).isFalse();
    assertThat(config.getRestConfig().isEnabled()).isFalse();
    assertThat(config.getAdvancedNetworkConfig().isEnabled()).isFalse();
    assertFilter(
        config.getSerializationConfig().getJavaSerializationFilterConfig(),
        List.of("com.hazelcast.", "java.", "io.vitalgrid.", "["));
    assertFilter(
        config.getSqlConfig().getJavaReflectionFilterConfig(),
        List.of("java.", "io.vitalgrid.grid.row.", "["));
  }

  private static void assertFilter(JavaSerializationFilterConfig filter, List<String> prefixes) {
    assertThat(filter.isDefaultsDisabled()).isTrue();
    assertThat(filter.getWhitelist().getPrefixes()).containsExactlyInAnyOrderElementsOf(prefixes);
    assertThat(filter.getWhitelist().getPackages()).isEmpty();
    assertThat(filter.getWhitelist().getClasses()).isEmpty();
  }

  @Test
  void when_created_then_it_fails_over_fast_and_leaves_in_order() {
    Config config = GridConfig.create(DEFAULTS);

    assertThat(config.getProperty("hazelcast.max.no.heartbeat.seconds")).isEqualTo("15");
    assertThat(config.getProperty("hazelcast.shutdownhook.policy")).isEqualTo("GRACEFUL");
    assertThat(config.getProperty("hazelcast.logging.type")).isEqualTo("slf4j");
    assertThat(config.getProperty("hazelcast.jet.idle.cooperative.min.microseconds"))
        .isEqualTo("150");
    assertThat(config.getProperty("hazelcast.jet.idle.noncooperative.min.microseconds"))
        .isEqualTo("150");
    assertThat(config.getProperty("hazelcast.jet.idle.cooperative.max.microseconds"))
        .isEqualTo("500");
    assertThat(config.getProperty("hazelcast.jet.idle.noncooperative.max.microseconds"))
        .isEqualTo("500");
    assertThat(config.getJetConfig().isEnabled()).isTrue();
  }

  @Test
  void when_aCutIsMended_then_theSmallerPartAddsNothing() {
    Config config = GridConfig.create(Settings.defaults());
    assertThat(config.getMapConfigs().values())
        .extracting(map -> map.getMergePolicyConfig().getPolicy())
        .containsOnly("com.hazelcast.spi.merge.DiscardMergePolicy");
    assertThat(config.getProperty("hazelcast.merge.first.run.delay.seconds")).isEqualTo("10");
    assertThat(config.getProperty("hazelcast.merge.next.run.delay.seconds")).isEqualTo("10");
  }

  @Test
  void when_heapFills_then_noMapEvictsAnything() {
    assertThat(GridConfig.create(DEFAULTS).getMapConfigs().values())
        .allSatisfy(
            map ->
                assertThat(map.getEvictionConfig().getEvictionPolicy())
                    .isEqualTo(EvictionPolicy.NONE));
  }

  @Test
  void when_heartbeatTimeoutIsSet_then_fiveHeartbeatsFitIn() {
    Config config =
        GridConfig.create(
            DEFAULTS.with(GridSettings.GRID_HEARTBEAT_TIMEOUT, Duration.ofMillis(29_001)));
    assertThat(config.getProperty("hazelcast.max.no.heartbeat.seconds")).isEqualTo("30");
    assertThat(config.getProperty("hazelcast.heartbeat.interval.seconds")).isEqualTo("6");
  }

  @Test
  void when_defaults_then_oneMemberIsAWholeGrid() {
    Config config = GridConfig.create(DEFAULTS);
    assertThat(config.getSplitBrainProtectionConfigs()).isEmpty();
    assertThat(config.getMapConfig(Maps.PATIENTS).getSplitBrainProtectionName()).isNull();
  }

  @Test
  void when_twoMembersAreNeeded_then_fewerCannotWriteTheJobsMaps_butRead() {
    Config config = GridConfig.create(DEFAULTS.with(GridSettings.GRID_MIN_MEMBERS, 2));
    SplitBrainProtectionConfig protection = config.getSplitBrainProtectionConfig("min-members");
    assertThat(protection.isEnabled()).isTrue();
    assertThat(protection.getMinimumClusterSize()).isEqualTo(2);
    assertThat(protection.getProtectOn()).isEqualTo(SplitBrainProtectionOn.WRITE);
    assertThat(List.of(Maps.PATIENTS, Maps.DISCHARGES, Maps.PREDICTIONS, Maps.WINDOWS))
        .allSatisfy(
            map ->
                assertThat(config.getMapConfig(map).getSplitBrainProtectionName())
                    .isEqualTo("min-members"));
    assertThat(config.getMapConfig(Maps.MEMBERS).getSplitBrainProtectionName()).isNull();
  }

  @Test
  void when_set_then_laid_over() {
    Config config =
        GridConfig.create(
            DEFAULTS
                .with(GridSettings.GRID_CLUSTER_NAME, "ward")
                .with(GridSettings.GRID_BIND_ADDRESS, "127.0.0.2")
                .with(GridSettings.GRID_PORT, 6000)
                .with(GridSettings.GRID_MEMBERS, List.of("127.0.0.3:6001", "[::1]:6002"))
                .with(GridSettings.GRID_BACKUP_COUNT, 2)
                .with(GridSettings.GRID_COOPERATIVE_THREADS, 3)
                .with(GridSettings.JOB_SCALE_UP_DELAY, Duration.ofMillis(1500)));

    assertThat(config.getClusterName()).isEqualTo("ward");
    assertThat(config.getNetworkConfig().getPort()).isEqualTo(6000);
    assertThat(config.getNetworkConfig().getJoin().getTcpIpConfig().getMembers())
        .containsExactly("127.0.0.2:6000", "127.0.0.3:6001", "[::1]:6002");
    assertThat(config.getProperty("hazelcast.local.localAddress")).isEqualTo("127.0.0.2");
    assertThat(config.getMapConfigs().values())
        .allSatisfy(map -> assertThat(map.getBackupCount()).isEqualTo(2));
    assertThat(config.getJetConfig().getBackupCount()).isEqualTo(2);
    assertThat(config.getJetConfig().getCooperativeThreadCount()).isEqualTo(3);
    assertThat(config.getJetConfig().getScaleUpDelayMillis()).isEqualTo(1500);
  }

  @Test
  void when_every_address_then_said_so_and_bound_so() {
    Config config = GridConfig.create(DEFAULTS.with(GridSettings.GRID_BIND_ADDRESS, "0.0.0.0"));
    assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("true");
    assertThat(config.getProperty("hazelcast.local.localAddress")).isNull();
    assertThat(config.getNetworkConfig().getJoin().getTcpIpConfig().getMembers()).isEmpty();
  }

  @Test
  void when_defaults_then_ttls_of_the_contract() {
    Config config = GridConfig.create(DEFAULTS);
    assertThat(ttlSeconds(config, Maps.PATIENTS)).isEqualTo(86_400);
    assertThat(ttlSeconds(config, Maps.DISCHARGES)).isEqualTo(86_400);
    assertThat(ttlSeconds(config, Maps.PREDICTIONS)).isEqualTo(86_400);
    assertThat(ttlSeconds(config, Maps.LATE_EVENTS)).isEqualTo(86_400);
    assertThat(ttlSeconds(config, Maps.WINDOWS)).isEqualTo(21_600);
    assertThat(ttlSeconds(config, Maps.MEMBERS)).isEqualTo(86_400);
    assertThat(ttlSeconds(config, Maps.MODELS)).as("for ever").isZero();
  }

  @Test
  void when_alertIsOpenForDays_then_whoHasSeenItIsStillKnown_andAsLongAsTheAlertInAnyCase() {
    assertThat(ttlSeconds(GridConfig.create(DEFAULTS), Maps.ACKNOWLEDGEMENTS))
        .isEqualTo(60 * 86_400);
    Config longer =
        GridConfig.create(DEFAULTS.with(GridSettings.MAPS_ALERTS_TTL, Duration.ofDays(90)));
    assertThat(ttlSeconds(longer, Maps.ACKNOWLEDGEMENTS)).isEqualTo(90 * 86_400);
    assertThat(ttlSeconds(longer, Maps.ALERTS)).isEqualTo(90 * 86_400);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1000, 1", "1001, 2", "315360000000, 315360000"})
  void when_ttl_is_no_whole_second_then_rounded_up(long ms, int seconds) {
    Config config =
        GridConfig.create(DEFAULTS.with(GridSettings.MAPS_WINDOWS_TTL, Duration.ofMillis(ms)));
    assertThat(ttlSeconds(config, Maps.WINDOWS)).isEqualTo(seconds);
  }

  private static int ttlSeconds(Config config, String map) {
    assertThat(config.getMapConfigs()).containsKey(map);
    return config.getMapConfig(map).getTimeToLiveSeconds();
  }
}
