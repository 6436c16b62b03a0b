package io.vitalgrid.pipeline.member;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** {@code /metrics} for Prometheus, {@code /health} for load balancers, {@code /} for people. */
final class HttpEndpoint implements AutoCloseable {
  private static final int THREADS = 4;
  private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final String INDEX =
      """
      VitalGrid member
      /metrics   Prometheus metrics
      /health    200 when the job runs, 503 and the reason until then
      """;

  static {
    // Seconds, read once by the JDK's server: a client that never ends its request holds a thread.
    if (System.getProperty("sun.net.httpserver.maxReqTime") == null) {
      System.setProperty("sun.net.httpserver.maxReqTime", "10");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpEndpoint(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  private record Reply(int status, String type, String body) {}

  static HttpEndpoint start(
      String host, int port, Supplier<String> metrics, Supplier<Readiness.Answer> health) {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(host, port), 0);
    } catch (IOException e) {
      throw new StartException(
          "cannot listen on port %d on %s (http.port): %s. Choose another with --set http.port=%d"
              .formatted(port, host, e.getMessage(), port + 10),
          e);
    }
    AtomicInteger number = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "http-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, metrics, health));
    server.start();
    return new HttpEndpoint(server, threads);
  }

  private static void answer(
      HttpExchange exchange, Supplier<String> metrics, Supplier<Readiness.Answer> health)
      throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        send(exchange, new Reply(405, "text/plain; charset=utf-8", "GET or HEAD only\n"));
        return;
      }
      send(exchange, reply(exchange.getRequestURI().getPath(), metrics, health));
    }
  }

  private static Reply reply(
      String path, Supplier<String> metrics, Supplier<Readiness.Answer> health) {
    return switch (path) {
      case "/metrics" -> new Reply(200, METRICS_TYPE, metrics.get());
      case "/health" -> {
        Readiness.Answer answer = health.get();
        yield new Reply(answer.ready() ? 200 : 503, "application/json", answer.json() + "\n");
      }
      case "/" -> new Reply(200, "text/plain; charset=utf-8", INDEX);
      default -> new Reply(404, "text/plain; charset=utf-8", "There is /metrics and /health\n");
    };
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    byte[] body = reply.body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", reply.type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(reply.status, -1);
      return;
    }
    exchange.sendResponseHeaders(reply.status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
