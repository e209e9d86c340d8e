package wml.cli;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.api.cli.Subcommand;
import wml.api.cli.UsageException;
import wml.api.verify.Finding;
import wml.runtime.journal.CrashCheck;
import wml.runtime.journal.Journal;

/** {@code wml verify JOURNAL}: whether files hold what was acknowledged as durable. */
@AutoService(Subcommand.class)
@Command(
    name = "verify",
    description =
        "Compares files, after a crash or not, with the journal of the run that wrote them:"
            + " nothing acknowledged as durable may be missing.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class VerifyCommand implements Subcommand, Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "JOURNAL", description = "the file of wml run --journal")
  private Path journal;

  @Option(
      names = "--dir",
      paramLabel = "DIRECTORY",
      description = "where the files stand now, if not in the --dir of the run")
  private @Nullable Path directory;

  @Option(
      names = "--json",
      paramLabel = "FILE|-",
      description = "writes the findings as JSON; - is standard output")
  private @Nullable String json;

  @Override
  public Integer call() {
    boolean toStandardOutput = "-".equals(json);
    PrintWriter err = spec.commandLine().getErr();
    PrintWriter out = toStandardOutput ? err : spec.commandLine().getOut();
    if (directory != null && !Files.isDirectory(directory)) {
      throw new UsageException("--dir: '" + directory + "' is no directory");
    }
    try {
      Journal read = Journal.read(journal);
      String now = directory == null ? null : directory.toAbsolutePath().normalize().toString();
      List<CrashCheck.Report> reports = CrashCheck.of(read, now);
      reports.forEach(report -> show(report, out));
      if (reports.isEmpty()) {
        out.println("the journal ends before the run began: there is nothing to verify");
      }
      if (read.unfinished() > 0) {
        out.println(read.unfinished() + " unfinished piece(s) of the journal were left out");
      }
      if (json != null) {
        write(reports, json);
      }
      boolean failed = reports.stream().anyMatch(r -> r.failed() > 0);
      return failed ? ExitCode.VERIFICATION : ExitCode.OK;
    } catch (NoSuchFileException e) {
      err.println("wml: there is no file '" + e.getMessage() + "'");
      return ExitCode.RUN;
    } catch (IOException | IllegalArgumentException e) {
      err.println("wml: can't verify: " + e.getMessage());
      return ExitCode.RUN;
    } finally {
      out.flush();
    }
  }

  private static void show(CrashCheck.Report report, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s: %d blocks checked in %d files, %d of them durable%n",
        report.root(),
        report.blocks(),
        report.files(),
        report.durable());
    String failures =
        Stream.of(Finding.values())
            .map(f -> f.words() + " " + report.failures().getOrDefault(f, 0L))
            .collect(Collectors.joining(", "));
    out.printf(Locale.ROOT, "  failed: %d (%s)%n", report.failed(), failures);
    out.printf(
        Locale.ROOT,
        "  not durable, and so no failure: %d lost, %d torn%n",
        report.lostUnsynced(),
        report.tornUnsynced());
    report.examples().forEach(example -> out.println("  " + example));
  }

  private static void write(List<CrashCheck.Report> reports, String where) throws IOException {
    String text =
        reports.stream()
            .map(VerifyCommand::object)
            .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    if (where.equals("-")) {
      System.out.print(text);
    } else {
      Files.writeString(Path.of(where), text);
    }
  }

  private static String object(CrashCheck.Report report) {
    String failures =
        Stream.of(Finding.values())
            .map(
                f ->
                    quoted(f.name().toLowerCase(Locale.ROOT))
                        + ": "
                        + report.failures().getOrDefault(f, 0L))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "  {\"fileset\": %s, \"files\": %d, \"blocks\": %d, \"durable\": %d, \"failed\": %d,%n"
            + "   \"failures\": {%s},%n"
            + "   \"lost_unsynced\": %d, \"torn_unsynced\": %d, \"examples\": [%s]}",
        quoted(report.root()),
        report.files(),
        report.blocks(),
        report.durable(),
        report.failed(),
        failures,
        report.lostUnsynced(),
        report.tornUnsynced(),
        report.examples().stream().map(VerifyCommand::quoted).collect(Collectors.joining(", ")));
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
