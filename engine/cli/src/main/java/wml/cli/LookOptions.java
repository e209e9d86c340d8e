package wml.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import wml.api.cli.UsageException;
import wml.cli.live.LiveTotals;
import wml.cli.live.MetricsServer;

/** The options of commands that run a workload: how it can be looked at, and what may be seen. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class LookOptions {
  private static final int LAST_PORT = 65_535;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "writes each run's intervals and percentiles there: .hlog, .hgrm, .csv and fio's logs")
  private @Nullable Path out;

  @Option(
      names = "--metrics",
      paramLabel = "[HOST:]PORT",
      description =
          "serves OpenMetrics text on /metrics while runs go on, to this machine alone unless a"
              + " HOST is given; port 0: any that is free")
  private @Nullable String metrics;

  @Option(names = "--no-redact", description = "results keep the names of hosts and users")
  private boolean noRedact;

  boolean namesStay() {
    return noRedact;
  }

  @Nullable OutputDirectory outputs() {
    return out == null ? null : OutputDirectory.prepare(out);
  }

  /** A server that serves already; null: none is wanted. */
  @Nullable MetricsServer serve(LiveTotals totals) {
    String text = metrics;
    if (text == null) {
      return null;
    }
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > LAST_PORT || colon == 0) {
      throw new UsageException(
          "--metrics: '" + text + "' is no port: write a number up to 65535, or HOST:PORT");
    }
    try {
      InetAddress host =
          colon < 0
              ? InetAddress.getLoopbackAddress()
              : InetAddress.getByName(text.substring(0, colon));
      return MetricsServer.start(new InetSocketAddress(host, Integer.parseInt(port)), totals);
    } catch (UnknownHostException e) {
      throw new UsageException("--metrics: there is no host '" + text.substring(0, colon) + "'", e);
    } catch (IOException e) {
      throw new UsageException(
          "--metrics: can't listen on port %s: %s\nhelp: end what uses the port, choose another, or 0 for any that is free"
              .formatted(port, e.getMessage()),
          e);
    }
  }
}
