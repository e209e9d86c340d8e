package wml.reports.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import wml.api.result.RateReport;
import wml.api.result.RunResult;
import wml.reports.SampleRuns;
import wml.reports.chart.ChartSamples;
import wml.reports.store.ResultStore;

/** {@code wml chart}: what it writes, and what it says of input that it can't draw. */
class ChartCommandTest {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path mail = Path.of("");

  @BeforeEach
  void writeResult() throws IOException {
    mail = result("mail", SampleRuns.mail());
  }

  @Test
  void writesTheFilesAndNamesThem() throws IOException {
    assertEquals(0, run("cdf", mail.toString(), "--format", "all"), err::toString);
    List<String> named = out.toString().lines().toList();
    assertEquals(8, named.size(), out::toString);
    for (String file : named) {
      assertTrue(Files.size(Path.of(file)) > 100, file);
    }
    String caption = Files.readString(directory.resolve("out/cdf-all-i-o.txt"));
    assertTrue(caption.contains("n = ") && caption.contains("posix"), caption);
  }

  @Test
  void flowopMetricAndVariableDecideWhatIsShown() throws IOException {
    Path sweep =
        result(
            "sweep",
            SampleRuns.point(0, "4k", 1, 1e5),
            SampleRuns.point(1, "4k", 2, 1.2e5),
            SampleRuns.point(2, "64k", 1, 4e5),
            SampleRuns.point(3, "64k", 2, 5e5));
    String[] options = {"--x", "threads", "--metric", "p99", "--flowop", "get", "--format", "csv"};
    assertEquals(0, run(options, "lines", sweep.toString()), err::toString);
    String csv = Files.readString(directory.resolve("out/lines-p99-get-threads.csv"));
    assertEquals(5, csv.lines().count(), csv);
    assertTrue(csv.contains("iosize=64k,2,2,1,"), csv);
  }

  @Test
  void unknownNamesAreAnsweredWithTheNearest() {
    usage("did you mean 'violin'?", "violine", mail.toString());
    usage("did you mean 'append'?", "cdf", mail.toString(), "--flowop", "apend");
    usage("did you mean 'bandwidth'?", "lines", mail.toString(), "--metric", "bandwidht");
    usage("no variable 'threads'", "lines", mail.toString(), "--x", "threads");
    usage("no variable varies", "lines", mail.toString());
    usage("did you mean 'viridis'?", "cdf", mail.toString(), "--colors", "viridid");
    usage("did you mean 'column'?", "cdf", mail.toString(), "--width", "colum");
    usage("did you mean 'svg'?", "cdf", mail.toString(), "--format", "swg");
    usage("2 to 40 inches", "cdf", mail.toString(), "--width", "1in");
    usage("takes no --metric", "cdf", mail.toString(), "--metric", "p99");
    usage("has no intervals", "time", mail.toString());
    usage("compares two results", "forest", mail.toString());
  }

  @Test
  void filesThatAreNoResultsAreErrorsAndNothingIsWritten() throws IOException {
    Path cut = directory.resolve("cut.json");
    String whole = Files.readString(mail);
    Files.writeString(cut, whole.substring(0, whole.length() / 2));
    failure("is cut off", "cdf", mail.toString(), cut.toString());
    Path foreign = directory.resolve("foreign.json");
    Files.writeString(foreign, "{\"fio version\": \"fio-3.33\"}");
    failure("is no result of wml", "cdf", foreign.toString());
    failure("does not exist", "cdf", directory.resolve("none.json").toString());
    failure("is a directory", "cdf", directory.toString());
    failure("holds no valid run", "cdf", result("aborted", SampleRuns.aborted()).toString());
    failure("holds no latencies over load", "load", mail.toString());
    failure("holds no run", "cdf", result("empty").toString());
    Path mixed = directory.resolve("mixed.json");
    Files.writeString(
        mixed,
        "{\"schema\": \"wml-results/1\", \"runs\": [" + whole + ", {\"schema\": \"other/1\"}]}");
    failure("run 2: its schema is 'other/1'", "cdf", mixed.toString());
    assertFalse(Files.exists(directory.resolve("out")));
  }

  @Test
  void differentMachinesAreWarnedOf() throws IOException {
    Path other = directory.resolve("other.json");
    String text = Files.readString(mail);
    Files.writeString(
        other, text.replaceFirst("\"os\" ?: ?\"Linux\"", "\"machine_class\": \"laptop\""));
    assertEquals(0, run("cdf", mail.toString(), other.toString()), err::toString);
    assertTrue(err.toString().contains("different machines"), err::toString);
    assertTrue(err.toString().contains("laptop"), err::toString);
  }

  @Test
  void outputThatCantBeWrittenIsAnErrorThatNamesIt() throws IOException {
    Files.writeString(directory.resolve("out"), "a file");
    assertEquals(3, run("cdf", mail.toString()));
    assertTrue(err.toString().contains(directory.resolve("out").toString()), err::toString);
    assertEquals("a file", Files.readString(directory.resolve("out")));
  }

  @Test
  void latenciesOverLoadComeFromCurves() throws IOException {
    Path file = directory.resolve("curve.json");
    RunResult last = SampleRuns.mail();
    List<RateReport.ProbeRecord> probes =
        Stream.of(Double.POSITIVE_INFINITY, 100.0, 200.0, 400.0, 800.0, 900.0)
            .map(
                rate ->
                    new RateReport.ProbeRecord(
                        rate,
                        Math.min(rate, 890),
                        1,
                        0,
                        rate < 900,
                        true,
                        List.of(),
                        SampleRuns.histogram(1, 1000, rate < 850 ? 1e5 : 1e7)))
            .toList();
    new ResultStore()
        .write(
            file,
            new RateReport(
                RateReport.Kind.CURVE, last, "", 890, 800, 900, "kept up to 800/s", probes));
    assertEquals(0, run("load", file.toString(), "--format", "csv,caption"), err::toString);
    String csv = Files.readString(directory.resolve("out/load-latency.csv"));
    assertEquals(1 + 4 * 5, csv.lines().count(), csv);
    assertTrue(
        Files.readString(directory.resolve("out/load-latency.txt")).contains("Kept up to 800/s"));
  }

  @Test
  void everyKindIsKnownToTheCommand() {
    assertEquals(
        ChartSamples.ofResults()
            .map(n -> n.getName())
            .filter(n -> !n.contains(":"))
            .sorted()
            .toList(),
        wml.reports.chart.ChartKind.labels().stream().sorted().toList());
  }

  private void usage(String message, String... arguments) {
    assertEquals(1, run(arguments), err::toString);
    assertTrue(err.toString().contains(message), err::toString);
    assertFalse(Files.exists(directory.resolve("out")));
  }

  private void failure(String message, String... arguments) {
    assertEquals(3, run(arguments), err::toString);
    assertTrue(err.toString().contains(message), err::toString);
  }

  private Path result(String name, RunResult... runs) throws IOException {
    Path file = directory.resolve(name + ".json");
    new ResultStore().write(file, List.of(runs));
    return file;
  }

  private int run(String[] options, String... arguments) {
    return run(Stream.of(arguments, options).flatMap(Stream::of).toArray(String[]::new));
  }

  private int run(String... arguments) {
    err.getBuffer().setLength(0);
    CommandLine command = new CommandLine(new ChartCommand());
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    command.setParameterExceptionHandler(
        (e, args) -> {
          e.getCommandLine().getErr().println(e.getMessage());
          return 1;
        });
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("--out", directory.resolve("out").toString()))
            .toArray(String[]::new);
    return command.execute(all);
  }
}
