package wml.cli;

import com.google.auto.service.AutoService;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.api.cli.Subcommand;
import wml.api.cli.UsageException;

/** {@code wml new}: writes a first version of a workload, by flags or by a few questions. */
@AutoService(Subcommand.class)
@Command(
    name = "new",
    description = {
      "Writes a commented workload to start from; asks a few questions if it is given no flags on",
      "a terminal. Never overwrites a file."
    },
    footer = {
      "",
      "Examples:",
      "  wml new --kind mail --output mail.wml",
      "  wml new --kind read --files 100 --size 1m --threads 8 --iosize 4k > read.wml"
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class NewCommand implements Subcommand, Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      completionCandidates = Starter.Kinds.class,
      description = "what it is like: ${COMPLETION-CANDIDATES}")
  private @Nullable String kind;

  @Option(names = "--files", paramLabel = "N", description = "number of files")
  private @Nullable String files;

  @Option(names = "--size", paramLabel = "SIZE", description = "size of a file, such as 16k")
  private @Nullable String size;

  @Option(names = "--threads", paramLabel = "N", description = "number of threads")
  private @Nullable String threads;

  @Option(names = "--iosize", paramLabel = "SIZE", description = "bytes of a read or write")
  private @Nullable String ioSize;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "the file to write (default: standard output)")
  private @Nullable Path output;

  @Override
  @SuppressWarnings("SystemConsoleNull") // it is null where the JDK has no line editor
  public Integer call() {
    Console console = System.console();
    boolean flags = !spec.commandLine().getParseResult().matchedOptions().isEmpty();
    if (!flags && console != null && console.isTerminal()) {
      ask(console);
    }
    if (kind == null) {
      throw new UsageException("--kind is missing\nhelp: kinds are " + Starter.kinds());
    }
    Map<String, String> given = new LinkedHashMap<>();
    put(given, "files", files);
    put(given, "size", size);
    put(given, "threads", threads);
    put(given, "iosize", ioSize);
    String text = Starter.text(kind, given);
    PrintWriter out = spec.commandLine().getOut();
    if (output == null) {
      out.print(text);
      out.flush();
      return ExitCode.OK;
    }
    try {
      Files.writeString(output, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new UsageException("'" + output + "' exists; name a new file, or remove it first");
    } catch (IOException e) {
      throw new UsageException(
          "can't write '" + output + "': name a file in a directory that exists");
    }
    spec.commandLine().getErr().println("wrote " + output + "; 'wml run " + output + "' runs it");
    return ExitCode.OK;
  }

  private static void put(Map<String, String> given, String name, @Nullable String value) {
    if (value != null) {
      given.put(name, value);
    }
  }

  private void ask(Console console) {
    kind = answer(console, "kind (" + Starter.kinds() + ")", "read");
    Map<String, String> defaults = Starter.defaults(kind);
    files = ask(console, "number of files", defaults.get("files"));
    size = ask(console, "size of a file", defaults.get("size"));
    threads = ask(console, "threads", defaults.get("threads"));
    ioSize = ask(console, "bytes of a read or write", defaults.get("iosize"));
    output = Path.of(answer(console, "file to write", kind + ".wml"));
  }

  /** Asks what the kind has; the rest is null. */
  private static @Nullable String ask(
      Console console, String question, @Nullable String defaultAnswer) {
    return defaultAnswer == null ? null : answer(console, question, defaultAnswer);
  }

  private static String answer(Console console, String question, String defaultAnswer) {
    String line = console.readLine("%s [%s]: ", question, defaultAnswer);
    return line == null || line.isBlank() ? defaultAnswer : line.strip();
  }
}
