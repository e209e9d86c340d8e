package wml.workloads;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import wml.api.plan.Plan;
import wml.api.result.RunResult;
import wml.api.target.Options;
import wml.api.target.Target;
import wml.compiler.Catalog;
import wml.compiler.CompileOptions;
import wml.compiler.SourceLoader;
import wml.compiler.WorkloadCompiler;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.diagnostic.Renderer;
import wml.runtime.run.RunObserver;
import wml.runtime.run.RunSettings;
import wml.runtime.run.ScriptRunner;

/** A workload file of this folder with settings, compiled and run in this JVM. */
record Workload(Path file, Map<String, String> settings) {
  static final Path FOLDER = Path.of("classic").toAbsolutePath();
  private static final Catalog CATALOG = Catalog.load();

  /** The settings that scale each workload down, by its name. */
  static Map<String, Map<String, String>> scaled() throws IOException {
    return scaled("scaled.txt");
  }

  /** The same, of a file of settings. */
  static Map<String, Map<String, String>> scaled(String name) throws IOException {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    for (String line : Files.readAllLines(Path.of("src/test/resources").resolve(name))) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      Map<String, String> settings = new LinkedHashMap<>();
      int colon = line.indexOf(':');
      for (String pair : line.substring(colon + 1).split(",")) {
        settings.put(
            pair.substring(0, pair.indexOf('=')).trim(), pair.substring(pair.indexOf('=') + 1));
      }
      all.put(line.substring(0, colon), settings);
    }
    return all;
  }

  /** What compiling it says, rendered; empty if nothing. */
  String diagnostics() throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    compile(null, diagnostics);
    StringBuilder out = new StringBuilder();
    diagnostics.sorted().forEach(d -> out.append(Renderer.render(d)));
    return out.toString();
  }

  private @Nullable Plan compile(@Nullable Path directory, Diagnostics diagnostics)
      throws IOException {
    String root = directory == null ? null : directory.toString();
    return WorkloadCompiler.compile(
        SourceLoader.read(file),
        new CompileOptions(settings, root, null, Map.of()),
        CATALOG,
        diagnostics);
  }

  Plan plan(Path directory) throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    return Objects.requireNonNull(compile(directory, diagnostics), this::toString);
  }

  List<RunResult> run(String targetName, Path directory, boolean compat, double seconds)
      throws IOException {
    return run(targetName, directory, compat, seconds, operations -> {});
  }

  /**
   * @param everySecond hears the operations so far while a run goes on
   */
  List<RunResult> run(
      String targetName, Path directory, boolean compat, double seconds, LongConsumer everySecond)
      throws IOException {
    Target target = Objects.requireNonNull(CATALOG.targets().get(targetName), targetName);
    return new ScriptRunner(
            plan(directory),
            target,
            Options.resolve(target.info(), Map.of()),
            new RunSettings(1, compat, seconds),
            new Listener(everySecond))
        .run();
  }

  /** Says nothing and passes on how far the run is. */
  private record Listener(LongConsumer everySecond) implements RunObserver {

    @Override
    public void running(
        double seconds, double secondsLeft, long operations, double operationsPerSecond) {
      everySecond.accept(operations);
    }
  }
}
