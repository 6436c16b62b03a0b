package io.vitalgrid.pipeline.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.grid.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {
  private final int port = FreePort.onLoopback();
  private final Readiness readiness = new Readiness(() -> 0);
  private final HttpEndpoint endpoint =
      HttpEndpoint.start("127.0.0.1", port, () -> "a_metric 1.0\n", readiness::answer);

  @AfterEach
  void close() {
    endpoint.close();
  }

  private HttpResponse<String> request(String method, String path)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void when_notReady_then_healthIs503_and_saysWhatItWaitsFor() throws Exception {
    readiness.waitFor("Kafka at 127.0.0.1:9092");

    HttpResponse<String> response = request("GET", "/health");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body())
        .isEqualTo("{\"status\":\"waiting\",\"waiting_for\":\"Kafka at 127.0.0.1:9092\"}\n");
  }

  @Test
  void when_metricsAreScraped_then_theContentTypeIsPrometheus() throws Exception {
    HttpResponse<String> response = request("GET", "/metrics");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(response.body()).isEqualTo("a_metric 1.0\n");
  }

  @Test
  void when_somethingElseIsAskedFor_then_404_405_or_theIndex() throws Exception {
    assertThat(request("GET", "/").body()).contains("/metrics").contains("/health");
    assertThat(request("GET", "/patients").statusCode()).isEqualTo(404);
    assertThat(request("GET", "/metrics/x").statusCode()).isEqualTo(404);
    assertThat(request("POST", "/metrics").statusCode()).isEqualTo(405);
    HttpResponse<String> head = request("HEAD", "/metrics");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void when_kafkaIsAwayFromARunningJob_then_theMemberIsReady_andSaysForHowLong() {
    assertThat(new Readiness.Answer(true, "", 48).json())
        .isEqualTo("{\"status\":\"ready\",\"kafka_away_seconds\":48}");
    assertThat(new Readiness.Answer(true, "", 0).json()).isEqualTo("{\"status\":\"ready\"}");
  }
}
