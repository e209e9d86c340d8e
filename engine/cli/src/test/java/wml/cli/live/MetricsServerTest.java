package wml.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import wml.api.plan.RunPhase;

final class MetricsServerTest {
  private static final String GET =
      "machine=\"\",process=\"p\",thread=\"t\",flowop=\"get\",type=\"read\"";

  private final LiveTotals totals = new LiveTotals();

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static HttpResponse<String> ask(String url, String method) throws IOException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(url))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Test
  void countersGrowWithEachInterval() throws IOException {
    try (MetricsServer server = MetricsServer.start(loopback(0), totals)) {
      assertTrue(server.url().startsWith("http://127.0.0.1:"), server.url());
      assertFalse(ask(server.url(), "GET").body().contains("wml_operations_total{"));
      totals.interval(SampleIntervals.second(0, 10));
      assertTrue(
          ask(server.url(), "GET").body().contains("wml_operations_total{" + GET + "} 10\n"));
      totals.interval(SampleIntervals.second(1, 5));
      HttpResponse<String> answer = ask(server.url(), "GET");
      String text = answer.body();
      assertEquals(
          "application/openmetrics-text; version=1.0.0; charset=utf-8",
          answer.headers().firstValue("Content-Type").orElseThrow());
      assertTrue(text.contains("wml_operations_total{" + GET + "} 15\n"), text);
      assertTrue(text.contains("wml_transferred_bytes_total{" + GET + "} 15360\n"), text);
      assertTrue(text.contains("flowop=\"put\\\"\",type=\"write\"} 2\n"), text);
      assertTrue(text.contains("wml_interval_operations_per_second{" + GET + "} 5\n"), text);
      String service = "{" + GET + ",kind=\"service\"";
      assertTrue(text.contains("wml_latency_seconds_count" + service + "} 15\n"), text);
      assertTrue(text.contains("wml_latency_seconds_sum" + service + "} 0.015\n"), text);
      assertTrue(
          text.contains("wml_latency_seconds_bucket" + service + ",le=\"5.24288E-4\"} 0\n"), text);
      assertTrue(
          text.contains("wml_latency_seconds_bucket" + service + ",le=\"0.001048576\"} 15\n"),
          text);
      assertTrue(
          text.contains("wml_interval_latency_seconds" + service + ",quantile=\"0.99\"} 0.001\n"),
          text);
      assertTrue(text.endsWith("# EOF\n"), text);
    }
  }

  @Test
  void familiesAreTypedOnceAndNotInterleaved() {
    totals.interval(SampleIntervals.second(0, 3));
    Set<String> seen = new HashSet<>();
    String family = "";
    for (String line : MetricsText.of(totals.now()).lines().toList()) {
      if (line.startsWith("# TYPE ")) {
        family = line.split(" ")[2];
        assertTrue(seen.add(family), line);
      } else if (!line.equals("# EOF")) {
        assertTrue(line.replaceFirst("^# (HELP|UNIT) ", "").startsWith(family), line);
      }
    }
    assertEquals(7, seen.size());
  }

  @Test
  void eachRunBeginsAnew() {
    totals.phase(RunPhase.Kind.MEASURE);
    totals.interval(SampleIntervals.second(0, 3));
    totals.phase(RunPhase.Kind.COOLDOWN);
    assertEquals(3, totals.now().rows().get(0).ops());
    totals.runIsOver();
    assertEquals(3, totals.now().rows().get(0).ops());
    totals.phase(RunPhase.Kind.MEASURE);
    assertEquals(List.of(), totals.now().rows());
    assertEquals(1, totals.now().runsFinished());
  }

  @Test
  void aPortInUseIsRefused() throws IOException {
    try (MetricsServer first = MetricsServer.start(loopback(0), totals)) {
      int port = URI.create(first.url()).getPort();
      assertThrows(BindException.class, () -> MetricsServer.start(loopback(port), totals));
    }
  }

  @Test
  void otherPathsAndMethodsAreRefused() throws IOException {
    try (MetricsServer server = MetricsServer.start(loopback(0), totals)) {
      assertEquals(404, ask(server.url() + "/x", "GET").statusCode());
      assertEquals(405, ask(server.url(), "POST").statusCode());
      assertEquals(200, ask(server.url(), "HEAD").statusCode());
    }
  }
}
