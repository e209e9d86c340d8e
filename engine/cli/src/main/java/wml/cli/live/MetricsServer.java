package wml.cli.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves OpenMetrics text on {@code /metrics}, by one thread that ends with it. */
public final class MetricsServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "wml-metrics");
            thread.setDaemon(true);
            return thread;
          });
  private final LiveTotals totals;

  private MetricsServer(HttpServer server, LiveTotals totals) {
    this.server = server;
    this.totals = totals;
  }

  /**
   * Begins to serve.
   *
   * @throws java.net.BindException if the port is in use, or not this machine's or this user's
   */
  public static MetricsServer start(InetSocketAddress address, LiveTotals totals)
      throws IOException {
    MetricsServer metrics = new MetricsServer(HttpServer.create(address, 0), totals);
    metrics.server.createContext("/", metrics::answer);
    metrics.server.setExecutor(metrics.thread);
    metrics.server.start();
    return metrics;
  }

  /** Where it can be read. */
  public String url() {
    InetSocketAddress at = server.getAddress();
    String host = at.getAddress().getHostAddress();
    return "http://%s:%d/metrics"
        .formatted(host.contains(":") ? "[" + host + "]" : host, at.getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean known = exchange.getRequestURI().getPath().equals("/metrics");
      boolean reads = exchange.getRequestMethod().matches("GET|HEAD");
      byte[] body =
          (known ? MetricsText.of(totals.now()) : "see /metrics\n")
              .getBytes(StandardCharsets.UTF_8);
      exchange
          .getResponseHeaders()
          .set("Content-Type", known ? MetricsText.CONTENT_TYPE : "text/plain; charset=utf-8");
      boolean sent = reads && exchange.getRequestMethod().equals("GET");
      exchange.sendResponseHeaders(reads ? (known ? 200 : 404) : 405, sent ? body.length : -1);
      if (sent) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(body);
        }
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdownNow();
  }
}
