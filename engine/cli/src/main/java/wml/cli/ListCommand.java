package wml.cli;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import wml.api.cli.ExitCode;
import wml.api.cli.Subcommand;
import wml.api.cli.UsageException;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Signature;
import wml.api.target.Option;
import wml.api.target.Target;
import wml.api.units.Nearest;
import wml.compiler.Catalog;
import wml.compiler.DistributionList;

/** {@code wml list WHAT}: what comes with wml. */
@AutoService(Subcommand.class)
@Command(
    name = "list",
    description = "Lists the workloads, flowops, targets or distributions that come with wml.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ListCommand implements Subcommand, Callable<Integer> {
  private static final List<String> KINDS =
      List.of("workloads", "flowops", "targets", "distributions");

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "WHAT",
      completionCandidates = Kinds.class,
      description = "workloads, flowops, targets or distributions")
  private String what;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    switch (what) {
      case "workloads" -> workloads(out);
      case "flowops" -> flowops(out);
      case "targets" -> targets(out);
      case "distributions" -> DistributionList.lines().forEach(out::println);
      default ->
          throw new UsageException(
              "can't list '"
                  + what
                  + "'"
                  + Nearest.hint(what, KINDS)
                  + "\nhelp: these can be listed: "
                  + String.join(", ", KINDS));
    }
    out.flush();
    return ExitCode.OK;
  }

  /** Paths as they can be given to {@code wml run}, each with its first comment line. */
  private static void workloads(PrintWriter out) throws IOException {
    Path home = Path.of(System.getProperty("wml.home", ".")).toAbsolutePath().normalize();
    Path root = home.resolve("workloads");
    if (!Files.isDirectory(root)) {
      throw new UsageException("there is no folder '" + root + "'; was wml moved?");
    }
    Path here = Path.of("").toAbsolutePath();
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".wml")).toList()) {
        Path folder = root.relativize(file).getName(0);
        if (!folder.toString().equals("src") && !folder.toString().equals("target")) {
          Path shown = file.startsWith(here) ? here.relativize(file) : file;
          found.put(shown.toString(), firstComment(file));
        }
      }
    }
    int width = found.keySet().stream().mapToInt(String::length).max().orElse(0);
    found.forEach((path, summary) -> out.println(pad(path, width) + "  " + summary));
  }

  private static String firstComment(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith("#") && line.length() > 2)
          .findFirst()
          .map(line -> line.substring(1).trim())
          .orElse("");
    }
  }

  private static void flowops(PrintWriter out) {
    for (FlowopType type : Catalog.load().flowops().values()) {
      Signature s = type.signature();
      out.println(pad(s.keyword(), 16) + s.doc());
      StringBuilder attributes = new StringBuilder();
      s.attributes().forEach(a -> attributes.append(' ').append(a.name()));
      out.println(" ".repeat(16) + "attributes:" + attributes);
      out.println(" ".repeat(16) + "example:    " + s.example());
    }
  }

  private static void targets(PrintWriter out) {
    for (Target target : Catalog.load().targets().values()) {
      out.println(pad(target.info().name(), 10) + target.info().summary());
      for (Option option : target.info().options()) {
        String shown =
            option.defaultText().isEmpty() ? "" : " (default " + option.defaultText() + ")";
        out.println(
            " ".repeat(10)
                + pad(option.name(), 12)
                + option.type().words()
                + shown
                + ": "
                + option.doc());
      }
      List<String> names =
          target.info().capabilities().stream().map(Class::getSimpleName).sorted().toList();
      out.println(
          " ".repeat(10)
              + "capabilities: "
              + (names.isEmpty() ? "none" : String.join(", ", names)));
    }
  }

  /** What can be listed. */
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return KINDS.iterator();
    }
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
