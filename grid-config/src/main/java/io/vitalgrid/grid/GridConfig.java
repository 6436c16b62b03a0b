package io.vitalgrid.grid;

import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.SplitBrainProtectionConfig;
import com.hazelcast.config.TcpIpConfig;
import com.hazelcast.config.YamlConfigBuilder;
import com.hazelcast.jet.config.JetConfig;
import com.hazelcast.spi.merge.DiscardMergePolicy;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionOn;
import io.vitalgrid.grid.row.RowSerializers;
import io.vitalgrid.grid.settings.DeviceSettings;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.ScorerKind;
import io.vitalgrid.grid.settings.Setting;
import io.vitalgrid.grid.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;

/**
 * Makes the Hazelcast configuration of a member: {@code hazelcast.yaml} beside this class says what
 * all grids share, the settings what one grid has of its own.
 *
 * <p>A member listens at one address and one port, for members and SQL clients alike. Hazelcast's
 * open-source edition authenticates neither: whoever reaches the port is in.
 */
public final class GridConfig {
  private static final String YAML = "hazelcast.yaml";
  private static final String MIN_MEMBERS = "min-members";
  private static final List<String> OF_THE_JOB =
      List.of(
          Maps.PATIENTS,
          Maps.DISCHARGES,
          Maps.PREDICTIONS,
          Maps.WINDOWS,
          Maps.LATE_EVENTS,
          Maps.ALERTS,
          Maps.ALERT_STATES,
          Maps.DEVICES);
  private static final List<String> EVERY_ADDRESS = List.of("0.0.0.0", "::");

  private GridConfig() {}

  public static Config create(Settings settings) {
    Config config = load();
    config.setClusterName(settings.get(GridSettings.GRID_CLUSTER_NAME));
    configureNetwork(config, settings);
    configureJet(config.getJetConfig(), settings);
    RowSerializers.register(config.getSerializationConfig().getCompactSerializationConfig());
    configureHeartbeat(config, settings);
    configureSplitBrain(config, settings);
    for (MapConfig map : config.getMapConfigs().values()) {
      map.setBackupCount(settings.get(GridSettings.GRID_BACKUP_COUNT));
      // When a cut is mended, what the smaller part has is no addition: the larger one read it too.
      map.getMergePolicyConfig().setPolicy(DiscardMergePolicy.class.getName());
    }
    setTtl(config, Maps.PATIENTS, settings, GridSettings.STATE_TTL);
    setTtl(config, Maps.DISCHARGES, settings, GridSettings.STATE_TTL);
    setTtl(config, Maps.PREDICTIONS, settings, GridSettings.MAPS_PREDICTIONS_TTL);
    setTtl(config, Maps.WINDOWS, settings, GridSettings.MAPS_WINDOWS_TTL);
    setTtl(config, Maps.ALERTS, settings, GridSettings.MAPS_ALERTS_TTL);
    keepAtLeastAsLong(config, Maps.ACKNOWLEDGEMENTS, Maps.ALERTS);
    setTtl(config, Maps.ALERT_STATES, settings, GridSettings.STATE_TTL);
    setTtl(config, Maps.DEVICES, settings, DeviceSettings.MAPS_DEVICES_TTL);
    setTtl(config, Maps.LATE_EVENTS, settings, GridSettings.MAPS_LATE_EVENTS_TTL);
    return config;
  }

  /** Reads the file as it is: no variables, and nothing from system properties. */
  private static Config load() {
    try (InputStream yaml = GridConfig.class.getResourceAsStream(YAML)) {
      if (yaml == null) {
        throw new IllegalStateException(
            YAML + " is missing beside " + GridConfig.class.getName() + ": rebuild grid-config");
      }
      YamlConfigBuilder builder = new YamlConfigBuilder(yaml);
      builder.setProperties(new Properties());
      return builder.build();
    } catch (IOException e) {
      throw new UncheckedIOException("closing " + YAML, e);
    }
  }

  private static void configureNetwork(Config config, Settings settings) {
    String address = settings.get(GridSettings.GRID_BIND_ADDRESS);
    int port = settings.get(GridSettings.GRID_PORT);
    if (EVERY_ADDRESS.contains(address)) {
      config.setProperty("hazelcast.socket.bind.any", "true");
    } else {
      config.setProperty("hazelcast.local.localAddress", address);
    }
    NetworkConfig network = config.getNetworkConfig();
    network.setPort(port);
    TcpIpConfig tcpIp = network.getJoin().getTcpIpConfig();
    if (!EVERY_ADDRESS.contains(address)) {
      tcpIp.addMember(hostPort(address, port));
    }
    settings.get(GridSettings.GRID_MEMBERS).forEach(tcpIp::addMember);
  }

  /** Five heartbeats a timeout, so that one or two may be lost. */
  private static void configureHeartbeat(Config config, Settings settings) {
    long timeoutMs = settings.get(GridSettings.GRID_HEARTBEAT_TIMEOUT).toMillis();
    long timeoutSeconds = (timeoutMs + 999) / 1000;
    config.setProperty("hazelcast.max.no.heartbeat.seconds", Long.toString(timeoutSeconds));
    config.setProperty(
        "hazelcast.heartbeat.interval.seconds", Long.toString(Math.max(1, timeoutSeconds / 5)));
  }

  /** The job's maps are not written by too few members; they can still be read. */
  private static void configureSplitBrain(Config config, Settings settings) {
    int members = settings.get(GridSettings.GRID_MIN_MEMBERS);
    if (members < 2) {
      return;
    }
    config.addSplitBrainProtectionConfig(
        new SplitBrainProtectionConfig(MIN_MEMBERS, true, members)
            .setProtectOn(SplitBrainProtectionOn.WRITE));
    for (String map : OF_THE_JOB) {
      config.getMapConfig(map).setSplitBrainProtectionName(MIN_MEMBERS);
    }
  }

  private static String hostPort(String host, int port) {
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }

  private static void configureJet(JetConfig jet, Settings settings) {
    jet.setBackupCount(settings.get(GridSettings.GRID_BACKUP_COUNT));
    jet.setScaleUpDelayMillis(settings.get(GridSettings.JOB_SCALE_UP_DELAY).toMillis());
    // A job carries a Python model's code to the members.
    jet.setResourceUploadEnabled(settings.get(GridSettings.SCORER) == ScorerKind.PYTHON);
    int threads = settings.get(GridSettings.GRID_COOPERATIVE_THREADS);
    if (threads > 0) {
      jet.setCooperativeThreadCount(threads);
    }
  }

  /** Hazelcast counts TTLs in whole seconds, where 0 is for ever: 1 ms becomes 1 s. */
  private static void setTtl(
      Config config, String map, Settings settings, Setting<Duration> setting) {
    long ms = settings.get(setting).toMillis();
    config.getMapConfig(map).setTimeToLiveSeconds(Math.toIntExact((ms + 999) / 1000));
  }

  /** An acknowledgement is not renewed while its alert is: the file gives it long. */
  private static void keepAtLeastAsLong(Config config, String map, String other) {
    MapConfig kept = config.getMapConfig(map);
    int otherSeconds = config.getMapConfig(other).getTimeToLiveSeconds();
    kept.setTimeToLiveSeconds(Math.max(kept.getTimeToLiveSeconds(), otherSeconds));
  }
}
