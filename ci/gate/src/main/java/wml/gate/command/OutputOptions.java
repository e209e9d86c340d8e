package wml.gate.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.gate.decision.Verdict;
import wml.gate.output.GateOutputs;
import wml.gate.output.GateText;
import wml.gate.result.GateResult;

/** Where what a gate found goes, besides the terminal. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class OutputOptions {
  private static final String STANDARD_OUTPUT = "-";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "writes the result as JSON; '-' prints it instead of the text")
  private @Nullable String json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "writes all formats into a directory: JSON, JUnit, Markdown, annotations, SARIF,"
              + " OpenMetrics, badge, page, figures")
  private @Nullable Path out;

  /**
   * What can't be written is better known before a gate than after it.
   *
   * @throws ParameterException saying what is wrong
   */
  public void check() {
    if (json != null && !json.equals(STANDARD_OUTPUT)) {
      Path parent = Path.of(json).toAbsolutePath().getParent();
      if (Files.isDirectory(Path.of(json)) || parent == null || !Files.isDirectory(parent)) {
        throw wrong("--json: can't write '" + json + "': name a file in a directory that exists");
      }
    }
    if (out != null) {
      try {
        Files.createDirectories(out);
        Files.delete(Files.createTempFile(out, ".wml", ".tmp"));
      } catch (IOException e) {
        throw wrong(
            "--out: can't write into '%s': name a directory that is yours, or a new one"
                .formatted(out));
      }
    }
  }

  /**
   * Prints the text and writes the files.
   *
   * @return the exit code that the verdict means
   * @throws IOException saying which file and why; the text was printed by then
   */
  public int write(GateResult result) throws IOException {
    PrintWriter printed = spec.commandLine().getOut();
    if (STANDARD_OUTPUT.equals(json)) {
      ByteArrayOutputStream document = new ByteArrayOutputStream();
      GateOutputs.json(result, document);
      printed.print(document.toString(StandardCharsets.UTF_8));
    } else {
      GateText.print(result, printed);
    }
    printed.flush();
    boolean invalid = result.verdict() == Verdict.INVALID;
    if (json != null && !json.equals(STANDARD_OUTPUT) && !isKept(Path.of(json), invalid)) {
      GateOutputs.json(result, Path.of(json));
    }
    if (out != null && !isKept(out.resolve(GateOutputs.JSON), invalid)) {
      GateOutputs.write(result, out);
    }
    return exitCode(result.verdict());
  }

  /** What could not be compared replaces no result of an earlier gate. */
  private boolean isKept(Path file, boolean invalid) {
    if (!invalid || !Files.exists(file)) {
      return false;
    }
    PrintWriter err = spec.commandLine().getErr();
    err.println("note: " + file + " stays as it was: nothing was compared");
    err.flush();
    return true;
  }

  /** Of a gate or a trend with this verdict. */
  static int exitCode(Verdict verdict) {
    return switch (verdict) {
      case PASS -> ExitCode.OK;
      case REGRESSION -> ExitCode.GATE;
      case INCONCLUSIVE -> ExitCode.INCONCLUSIVE;
      case UNSTABLE -> ExitCode.UNSTABLE;
      case INVALID -> ExitCode.INVALID;
    };
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
