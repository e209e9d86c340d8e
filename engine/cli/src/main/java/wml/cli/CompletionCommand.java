package wml.cli;

import com.google.auto.service.AutoService;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.api.cli.Subcommand;
import wml.api.cli.UsageException;
import wml.api.result.ResultFormat;
import wml.api.units.Nearest;
import wml.compiler.Catalog;

/** {@code wml completion SHELL}: a script that makes a shell complete wml's words. */
@AutoService(Subcommand.class)
@Command(
    name = "completion",
    description = "Prints a script that completes commands, options, files and targets in a shell.",
    footer = {
      "",
      "Examples:",
      "  source <(wml completion bash)      in ~/.bashrc",
      "  source <(wml completion zsh)       in ~/.zshrc, after compinit"
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class CompletionCommand implements Subcommand, Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SHELL",
      completionCandidates = Shells.class,
      description = "bash or zsh")
  private String shell;

  @Override
  public Integer call() {
    List<String> known = new Shells().names();
    if (!known.contains(shell)) {
      throw new UsageException(
          "there is no completion for '"
              + shell
              + "'"
              + Nearest.hint(shell, known)
              + "\nhelp: shells are "
              + String.join(", ", known));
    }
    String script = AutoComplete.bash("wml", spec.parent().commandLine()); // zsh reads it as well
    spec.commandLine().getOut().print(script);
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  /** The shells that can be served. */
  static final class Shells implements Iterable<String> {
    List<String> names() {
      return List.of("bash", "zsh");
    }

    @Override
    public Iterator<String> iterator() {
      return names().iterator();
    }
  }

  /** The names of all targets. */
  static final class Targets implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Catalog.load().targets().keySet().iterator();
    }
  }

  /** The names of all formats of results. */
  static final class Formats implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ServiceLoader.load(ResultFormat.class).stream()
          .map(provider -> provider.get().name())
          .sorted()
          .iterator();
    }
  }
}
