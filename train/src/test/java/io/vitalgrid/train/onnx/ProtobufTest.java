package io.vitalgrid.train.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The examples of the encoding guide (protobuf.dev/programming-guides/encoding), byte for byte. */
class ProtobufTest {

  @Test
  void when_integer_then_varint() {
    assertThat(hex(new Protobuf().integer(1, 150))).isEqualTo("08 96 01");
    assertThat(hex(new Protobuf().integer(1, 0))).isEqualTo("08 00");
    assertThat(hex(new Protobuf().integer(1, -2))).isEqualTo("08 fe ff ff ff ff ff ff ff ff 01");
  }

  @Test
  void when_fieldNumberIsAbove15_then_tagOfTwoBytes() {
    assertThat(hex(new Protobuf().integer(20, 7))).isEqualTo("a0 01 07");
  }

  @Test
  void when_text_then_lengthAndUtf8() {
    assertThat(hex(new Protobuf().text(2, "testing"))).isEqualTo("12 07 74 65 73 74 69 6e 67");
    assertThat(hex(new Protobuf().text(2, "µ"))).isEqualTo("12 02 c2 b5");
  }

  @Test
  void when_message_then_nested() {
    assertThat(hex(new Protobuf().message(3, new Protobuf().integer(1, 150))))
        .isEqualTo("1a 03 08 96 01");
  }

  @Test
  void when_packed_then_oneField() {
    assertThat(hex(new Protobuf().packedIntegers(6, 3, 270, 86942)))
        .isEqualTo("32 06 03 8e 02 9e a7 05");
    assertThat(hex(new Protobuf().packedReals(4, 1f, -2f)))
        .isEqualTo("22 08 00 00 80 3f 00 00 00 c0");
  }

  @Test
  void when_real_then_littleEndian() {
    assertThat(hex(new Protobuf().real(2, 0.5f))).isEqualTo("15 00 00 00 3f");
  }

  private static String hex(Protobuf message) {
    return HexFormat.ofDelimiter(" ").formatHex(message.toByteArray());
  }
}
