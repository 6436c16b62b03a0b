package io.vitalgrid.benchmarks.peer.scorer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vitalgrid.benchmarks.peer.job.Model;
import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/**
 * Answers POST /score with the model's risk, one row a call, as FastAPI services do. In Java, as
 * Python would be several times slower; a worker a core, each with a session of its own.
 */
public final class ModelServer {
  private static final int BACKLOG = 1_024;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;

  private final byte[] file = PeerSettings.model();
  private final ThreadLocal<Model> models = ThreadLocal.withInitial(() -> new Model(file));

  private ModelServer() {}

  public static void main(String[] args) throws IOException {
    // Otherwise head and body of an answer are 40 ms apart.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "1024");
    // Longer than any run: the client does not repeat a POST whose connection was just closed.
    System.setProperty("sun.net.httpserver.idleInterval", "3600");
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])),
            BACKLOG);
    server.setExecutor(Executors.newFixedThreadPool(PeerSettings.PARALLELISM));
    server.createContext("/score", new ModelServer()::score);
    server.start();
    System.out.println("model server ready");
  }

  private void score(HttpExchange exchange) throws IOException {
    byte[] asked = exchange.getRequestBody().readAllBytes();
    int status = OK;
    byte[] answer;
    try {
      Model model = models.get();
      answer = ScoreJson.answer(model.score(ScoreJson.asked(asked), 1)[0], model.id());
    } catch (IllegalArgumentException e) {
      status = BAD_REQUEST;
      answer = new byte[] {'{', '}'};
    }
    exchange.sendResponseHeaders(status, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
