package io.vitalgrid.benchmarks.peer.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.clinical.News2;
import io.vitalgrid.pipeline.clinical.News2Scorer;
import io.vitalgrid.pipeline.event.Observations;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Content of one window: the statistics that VitalGrid keeps of each vital, and which event came
 * last. Plain sums, mergeable; times count from the first event, so that squares stay small.
 */
public final class Stats {
  private static final int N = 0;
  private static final int V = 1;
  private static final int VV = 2;
  private static final int T = 3;
  private static final int TT = 4;
  private static final int TV = 5;
  private static final int MIN = 6;
  private static final int MAX = 7;
  private static final int LAST = 8;
  private static final int LAST_AT = 9;
  private static final int STRIDE = 10;
  private static final int FIXED = 6 * Long.BYTES + 3 * Integer.BYTES + 4; // of bytes()

  private final double[] sums = new double[Vital.COUNT * STRIDE];
  private long baseMs;
  private int observations;
  private long oxygenAtMs = Long.MIN_VALUE;
  private long consciousnessAtMs = Long.MIN_VALUE;

  public int events;
  public int revision;
  public boolean settled;
  public String deviceId = "";
  public long seq;
  public long eventTimeMs = Long.MIN_VALUE;
  public long newestEndMs;
  public float[] facts;

  public void clear() {
    Arrays.fill(sums, 0);
    events = 0;
    revision = 0;
    settled = false;
    observations = 0;
    oxygenAtMs = Long.MIN_VALUE;
    consciousnessAtMs = Long.MIN_VALUE;
  }

  /** Adds an event, which becomes the last one. */
  public void add(BedEvent event) {
    if (events++ == 0) {
      baseMs = event.timeMs;
    }
    deviceId = event.deviceId;
    seq = event.seq;
    eventTimeMs = event.timeMs;
    newestEndMs = event.newestEndMs;
    facts = event.facts;
    double t = event.timeMs - baseMs;
    for (int v = 0, i = 0; v < Vital.COUNT; v++, i += STRIDE) {
      double value = event.values[v];
      if (!Double.isNaN(value)) {
        boolean first = sums[i + N] == 0;
        sums[i + N]++;
        sums[i + V] += value;
        sums[i + VV] += value * value;
        sums[i + T] += t;
        sums[i + TT] += t * t;
        sums[i + TV] += t * value;
        sums[i + MIN] = first ? value : Math.min(sums[i + MIN], value);
        sums[i + MAX] = first ? value : Math.max(sums[i + MAX], value);
        if (first || t >= sums[i + LAST_AT]) {
          sums[i + LAST] = value;
          sums[i + LAST_AT] = t;
        }
      }
    }
    observe(event.observations, event.timeMs, event.timeMs);
  }

  /** Whether the last event's live prediction is that of the window with this end. */
  public boolean showsIn(long endMs) {
    return endMs == Math.min(newestEndMs, BedEvent.lastEndMs(eventTimeMs));
  }

  /** Adds what another stretch of the window holds. */
  public void merge(Stats from) {
    if (from.events == 0) {
      return;
    }
    if (events == 0) {
      baseMs = from.baseMs;
    }
    events += from.events;
    double shift = from.baseMs - baseMs;
    for (int i = 0; i < sums.length; i += STRIDE) {
      double n = from.sums[i + N];
      if (n != 0) {
        boolean first = sums[i + N] == 0;
        double t = from.sums[i + T];
        double value = from.sums[i + V];
        sums[i + N] += n;
        sums[i + V] += value;
        sums[i + VV] += from.sums[i + VV];
        sums[i + T] += t + n * shift;
        sums[i + TT] += from.sums[i + TT] + 2 * shift * t + n * shift * shift;
        sums[i + TV] += from.sums[i + TV] + shift * value;
        sums[i + MIN] = first ? from.sums[i + MIN] : Math.min(sums[i + MIN], from.sums[i + MIN]);
        sums[i + MAX] = first ? from.sums[i + MAX] : Math.max(sums[i + MAX], from.sums[i + MAX]);
        double lastAt = from.sums[i + LAST_AT] + shift;
        if (first || lastAt >= sums[i + LAST_AT]) {
          sums[i + LAST] = from.sums[i + LAST];
          sums[i + LAST_AT] = lastAt;
        }
      }
    }
    observe(from.observations, from.oxygenAtMs, from.consciousnessAtMs);
  }

  private void observe(int seen, long seenOxygenMs, long seenConsciousnessMs) {
    int oxygen = Observations.oxygenCode(observations);
    int consciousness = Observations.consciousnessCode(observations);
    if (Observations.hasOxygen(seen) && seenOxygenMs >= oxygenAtMs) {
      oxygen = Observations.oxygenCode(seen);
      oxygenAtMs = seenOxygenMs;
    }
    if (Observations.hasConsciousness(seen) && seenConsciousnessMs >= consciousnessAtMs) {
      consciousness = Observations.consciousnessCode(seen);
      consciousnessAtMs = seenConsciousnessMs;
    }
    observations = Observations.pack(oxygen, consciousness);
  }

  public long count(Vital vital) {
    return (long) sums[vital.index() * STRIDE + N];
  }

  public double mean(Vital vital) {
    int i = vital.index() * STRIDE;
    return sums[i + V] / sums[i + N];
  }

  /** The newest reading; NaN if there is none. */
  private double last(Vital vital) {
    int i = vital.index() * STRIDE;
    return sums[i + N] == 0 ? Double.NaN : sums[i + LAST];
  }

  /** The early warning score of the window's last readings, packed; {@link News2#NONE}. */
  public int news2() {
    double[] last = new double[Vital.COUNT];
    for (int v = 0; v < Vital.COUNT; v++) {
      last[v] = last(Vital.of(v));
    }
    return News2Scorer.score(last, observations, 1);
  }

  public Stats copy() {
    Stats copy = new Stats();
    System.arraycopy(sums, 0, copy.sums, 0, sums.length);
    copy.baseMs = baseMs;
    copy.observations = observations;
    copy.oxygenAtMs = oxygenAtMs;
    copy.consciousnessAtMs = consciousnessAtMs;
    copy.events = events;
    copy.revision = revision;
    copy.settled = settled;
    copy.deviceId = deviceId;
    copy.seq = seq;
    copy.eventTimeMs = eventTimeMs;
    copy.newestEndMs = newestEndMs;
    copy.facts = facts;
    return copy;
  }

  /** As {@link #write}, in one piece. */
  public byte[] bytes() {
    byte[] device = deviceId.getBytes(UTF_8);
    int known = facts == null ? 0 : facts.length;
    ByteBuffer out =
        ByteBuffer.allocate(
            sums.length * Double.BYTES + FIXED + device.length + known * Float.BYTES);
    out.asDoubleBuffer().put(sums);
    out.position(sums.length * Double.BYTES);
    out.putLong(baseMs).putInt(observations).putLong(oxygenAtMs).putLong(consciousnessAtMs);
    out.putInt(events).putInt(revision).putLong(seq).putLong(eventTimeMs).putLong(newestEndMs);
    out.put((byte) (settled ? 1 : 0)).putShort((short) device.length).put(device);
    out.put((byte) known);
    for (int i = 0; i < known; i++) {
      out.putFloat(facts[i]);
    }
    return out.array();
  }

  /** Reads what {@link #bytes} made. */
  public static Stats of(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    Stats stats = new Stats();
    in.asDoubleBuffer().get(stats.sums);
    in.position(stats.sums.length * Double.BYTES);
    stats.baseMs = in.getLong();
    stats.observations = in.getInt();
    stats.oxygenAtMs = in.getLong();
    stats.consciousnessAtMs = in.getLong();
    stats.events = in.getInt();
    stats.revision = in.getInt();
    stats.seq = in.getLong();
    stats.eventTimeMs = in.getLong();
    stats.newestEndMs = in.getLong();
    stats.settled = in.get() != 0;
    int device = in.getShort();
    stats.deviceId = new String(bytes, in.position(), device, UTF_8);
    in.position(in.position() + device);
    int known = in.get();
    stats.facts = known == 0 ? null : new float[known];
    for (int i = 0; i < known; i++) {
      stats.facts[i] = in.getFloat();
    }
    return stats;
  }

  public void write(DataOutput out) throws IOException {
    for (double sum : sums) {
      out.writeDouble(sum);
    }
    out.writeLong(baseMs);
    out.writeInt(observations);
    out.writeLong(oxygenAtMs);
    out.writeLong(consciousnessAtMs);
    out.writeInt(events);
    out.writeInt(revision);
    out.writeBoolean(settled);
    out.writeUTF(deviceId);
    out.writeLong(seq);
    out.writeLong(eventTimeMs);
    out.writeLong(newestEndMs);
    BedEvent.Facts.write(facts, out);
  }

  public static Stats read(DataInput in) throws IOException {
    Stats stats = new Stats();
    for (int i = 0; i < stats.sums.length; i++) {
      stats.sums[i] = in.readDouble();
    }
    stats.baseMs = in.readLong();
    stats.observations = in.readInt();
    stats.oxygenAtMs = in.readLong();
    stats.consciousnessAtMs = in.readLong();
    stats.events = in.readInt();
    stats.revision = in.readInt();
    stats.settled = in.readBoolean();
    stats.deviceId = in.readUTF();
    stats.seq = in.readLong();
    stats.eventTimeMs = in.readLong();
    stats.newestEndMs = in.readLong();
    stats.facts = BedEvent.Facts.read(in);
    return stats;
  }
}
