package io.vitalgrid.benchmarks.peer.scorer;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Asking: <code>{"features":[63.0,0.0]}</code>; the answer: <code>{"risk":0.25,"model":"name@1"}
 * </code>. By hand on both sides, which is faster than any library.
 */
public final class ScoreJson {
  private static final String FEATURES = "{\"features\":[";
  private static final String RISK = "{\"risk\":";
  private static final String MODEL = ",\"model\":\"";
  private static final String END = "\"}";

  /** What the model said. */
  public record Answer(double risk, String model) {}

  private ScoreJson() {}

  public static byte[] ask(float[] features) {
    StringBuilder text = new StringBuilder(128).append(FEATURES);
    for (int i = 0; i < features.length; i++) {
      text.append(i == 0 ? "" : ",").append(features[i]);
    }
    return text.append("]}").toString().getBytes(US_ASCII);
  }

  /**
   * Reads what was asked.
   *
   * @throws IllegalArgumentException if it is not one row of numbers
   */
  static float[] asked(byte[] body) {
    String text = new String(body, US_ASCII);
    if (!text.startsWith(FEATURES) || !text.endsWith("]}")) {
      throw new IllegalArgumentException("a request looks like {\"features\":[63.0,0.0]}");
    }
    String[] numbers = text.substring(FEATURES.length(), text.length() - 2).split(",", -1);
    float[] features = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      features[i] = Float.parseFloat(numbers[i]);
    }
    return features;
  }

  static byte[] answer(double risk, String model) {
    return (RISK + risk + MODEL + model + END).getBytes(US_ASCII);
  }

  public static Answer answer(byte[] body) {
    String text = new String(body, US_ASCII);
    int model = text.indexOf(MODEL);
    return new Answer(
        Double.parseDouble(text.substring(RISK.length(), model)),
        text.substring(model + MODEL.length(), text.length() - END.length()));
  }
}
