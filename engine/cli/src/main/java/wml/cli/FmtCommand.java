package wml.cli;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.api.cli.Subcommand;
import wml.compiler.SourceLoader;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.diagnostic.Fix;
import wml.grammar.diagnostic.Renderer;
import wml.grammar.format.Formatter;
import wml.grammar.format.LegacyForms;
import wml.grammar.syntax.SourceText;

/** {@code wml fmt FILE...}: rewrites workload files in the one style. */
@AutoService(Subcommand.class)
@Command(
    name = "fmt",
    description = {
      "Rewrites workload files in the one style: their meaning and comments stay.",
      "Files with syntax errors are left alone."
    },
    footer = {
      "",
      "Examples:",
      "  wml fmt mail.wml              rewrites the file",
      "  wml fmt --check *.wml         lists the files that would change; exit code 4 if any",
      "  wml fmt --modernise old.f     writes today's forms as well",
      "  wml fmt - < mail.wml          writes the formatted text to standard output"
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class FmtCommand implements Subcommand, Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "workload files; - reads standard input and writes standard output")
  private List<Path> files;

  @Option(names = "--check", description = "writes nothing, lists the files that would change")
  private boolean check;

  @Option(
      names = "--modernise",
      description = "also replaces forms of Filebench 1.4 by today's, where they mean the same")
  private boolean modernise;

  @Override
  public Integer call() {
    int status = ExitCode.OK;
    for (Path file : files) {
      int found = format(file);
      status = status == ExitCode.OK || found == ExitCode.WORKLOAD ? found : status;
    }
    return status;
  }

  private int format(Path file) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    boolean stream = file.toString().equals(STANDARD_INPUT);
    try {
      SourceText source =
          stream ? SourceLoader.read("<stdin>", System.in) : SourceLoader.read(file);
      String formatted = formatted(source, err);
      if (formatted == null) {
        return ExitCode.WORKLOAD;
      }
      boolean changes = !formatted.equals(source.text());
      if (check) {
        out.print(changes ? source.path() + "\n" : "");
      } else if (stream) {
        out.print(formatted);
      } else if (changes) {
        RewrittenFile.replace(file, source.text(), formatted);
      }
      out.flush();
      return check && changes ? ExitCode.GATE : ExitCode.OK;
    } catch (IOException e) {
      err.println("wml: " + message(e));
      return ExitCode.WORKLOAD;
    }
  }

  /** An exception of the file system often has no more to say than a path. */
  private static String message(IOException e) {
    String message = String.valueOf(e.getMessage());
    return e.getClass() == IOException.class
        ? message
        : e.getClass().getSimpleName() + ": " + message;
  }

  private @Nullable String formatted(SourceText source, PrintWriter err) {
    Diagnostics diagnostics = new Diagnostics();
    SourceText fixed =
        modernise
            ? new SourceText(source.path(), Fix.apply(source.text(), LegacyForms.fixes(source)))
            : source;
    Optional<String> formatted = Formatter.format(fixed, diagnostics);
    if (formatted.isPresent()) {
      return formatted.get();
    }
    for (Diagnostic d : diagnostics.sorted()) {
      err.print(Renderer.render(d));
    }
    err.println(source.path() + ": " + Renderer.count(diagnostics) + "; left as it is");
    return null;
  }
}
