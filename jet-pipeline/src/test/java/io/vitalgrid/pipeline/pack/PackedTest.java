package io.vitalgrid.pipeline.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PackedTest {
  private static final long[] LONGS = {
    0,
    1,
    -1,
    63,
    -64,
    64,
    127,
    128,
    16_383,
    16_384,
    1L << 51,
    -(1L << 51),
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };
  private static final double[] DOUBLES = {
    0,
    1,
    -1,
    36.8,
    -0.1,
    1e6,
    (1L << 52) - 1,
    1L << 52,
    -(double) (1L << 52),
    1e300,
    Double.MIN_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  private final PackedOutput out = new PackedOutput(1);

  @Test
  void when_everyKindIsWritten_then_itIsReadBack() {
    for (long value : LONGS) {
      out.writeVarint(value);
      out.writeSigned(value);
      out.writeLong(value);
    }
    for (double value : DOUBLES) {
      out.writeNumber(value);
    }
    for (String text : new String[] {"", "P1", "Größe", "\uD83D\uDE00", "a\u0000b"}) {
      out.writeText(text);
    }
    out.writeBytes(new byte[] {1, -1});
    out.writeByte(-7);

    PackedInput in = new PackedInput(out.toBytes());
    for (long value : LONGS) {
      assertThat(in.readVarint()).isEqualTo(value);
      assertThat(in.readSigned()).isEqualTo(value);
      assertThat(in.readLong()).isEqualTo(value);
    }
    for (double value : DOUBLES) {
      assertThat(in.readNumber()).isEqualTo(Double.valueOf(value));
    }
    for (String text : new String[] {"", "P1", "Größe", "\uD83D\uDE00", "a\u0000b"}) {
      assertThat(in.readText()).isEqualTo(text);
    }
    assertThat(in.readBytes()).containsExactly(1, -1);
    assertThat(in.readByte()).isEqualTo(-7);
    assertThat(in.hasMore()).isFalse();
  }

  @Test
  void when_numbersAreRandom_then_theyAreReadBack() {
    double[] values = new double[10_000];
    Random random = new Random(20_261_122);
    for (int i = 0; i < values.length; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      values[i] =
          i % 2 == 0 ? value : 0.0 + Math.rint(random.nextGaussian() * (1L << random.nextInt(55)));
      out.writeNumber(values[i]);
    }
    PackedInput in = new PackedInput(out.toBytes());
    for (double value : values) {
      assertThat(in.readNumber()).isEqualTo(Double.valueOf(value));
    }
  }

  @Test
  void when_numbersAreSmall_then_theyTakeFewBytes() {
    out.writeNumber(31);
    assertThat(out.size()).isEqualTo(1);
    out.writeNumber(-4_000);
    assertThat(out.size()).isEqualTo(3);
    out.writeSigned(63);
    assertThat(out.size()).isEqualTo(4);
    out.writeText("MON-1/7");
    assertThat(out.size()).isEqualTo(12);
    out.clear();
    assertThat(out.toBytes()).isEmpty();
  }

  @Test
  void when_aBlockEnds_then_itsBytesAreReadBack() {
    for (int length : new int[] {0, 1, 127, 128, 300}) {
      int start = out.beginBlock();
      for (int i = 0; i < length; i++) {
        out.writeByte(i);
      }
      out.endBlock(start);
    }
    PackedInput in = new PackedInput(out.toBytes());
    for (int length : new int[] {0, 1, 127, 128, 300}) {
      assertThat(in.readBytes()).hasSize(length);
    }
    assertThat(in.hasMore()).isFalse();
  }

  @Test
  void when_aNumberWasWrittenAsADouble_then_itIsToldFromAWholeOne() {
    out.writeDouble(7);
    out.writeNumber(7);
    PackedInput in = new PackedInput(out.toBytes());
    assertThat(in.readNumber()).isEqualTo(7);
    assertThat(in.isWhole()).isFalse();
    assertThat(in.readNumber()).isEqualTo(7);
    assertThat(in.isWhole()).isTrue();
  }

  @Test
  void when_theBytesEndTooEarly_then_itIsNoticed() {
    out.writeText("P000123");
    out.writeNumber(0.1);
    byte[] whole = out.toBytes();
    for (int length = 0; length < whole.length; length++) {
      PackedInput in = new PackedInput(java.util.Arrays.copyOf(whole, length));
      assertThatThrownBy(
              () -> {
                in.readText();
                in.readNumber();
              })
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }
}
