package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import wml.api.plan.Plan;
import wml.api.plan.ProcessPlan;
import wml.api.plan.Step;
import wml.api.plan.ThreadPlan;
import wml.api.plan.Value;
import wml.api.result.RunResult;

/** Every classic personality compiles without a word and runs, scaled down, on real targets. */
final class ClassicWorkloadsTest {
  private static final double SECONDS = 0.4;

  static Stream<String> names() throws IOException {
    return Workload.scaled().keySet().stream();
  }

  private static Workload scaled(String name) throws IOException {
    Map<String, String> settings = Objects.requireNonNull(Workload.scaled().get(name));
    return new Workload(Workload.FOLDER.resolve(name + ".wml"), settings);
  }

  @Test
  void everyFileHasItsScaledSettings() throws IOException {
    try (Stream<Path> files = Files.list(Workload.FOLDER)) {
      TreeSet<String> found =
          files
              .map(f -> f.getFileName().toString())
              .filter(f -> f.endsWith(".wml"))
              .map(f -> f.substring(0, f.length() - 4))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(47, found.size());
      assertEquals(found, new TreeSet<>(Workload.scaled().keySet()));
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void compilesWithoutADiagnostic(String name) throws IOException {
    assertEquals("", scaled(name).diagnostics());
    assertEquals("", new Workload(scaled(name).file(), Map.of()).diagnostics());
  }

  @ParameterizedTest
  @MethodSource("names")
  void runsOnFiles(String name, @TempDir Path directory) throws IOException {
    check(name, "posix", directory, false);
  }

  @ParameterizedTest
  @MethodSource("names")
  void runsWithFilebenchsMeaning(String name) throws IOException {
    check(name, "memory", Path.of("/work"), true);
  }

  private static void check(String name, String target, Path directory, boolean compat)
      throws IOException {
    Workload workload = scaled(name);
    List<RunResult> results = workload.run(target, directory, compat, SECONDS);
    assertEquals(1, results.size());
    RunResult result = results.get(0);
    assertEquals(List.of(), result.problems());
    assertEquals(0, result.errorCount());
    assertTrue(result.ioOperations() > 0, "no I/O");
    assertShares(workload.plan(directory), result);
  }

  /** Each flowop's operations are those of its thread's loop, but for the last, unfinished pass. */
  private static void assertShares(Plan plan, RunResult result) {
    for (ProcessPlan process : plan.runs().get(0).processes()) {
      for (ThreadPlan thread : process.threads()) {
        Map<String, Long> weights = new LinkedHashMap<>();
        weigh(thread.steps(), 1, weights);
        long threads = (long) process.instances() * thread.instances();
        double passes = Double.MAX_VALUE;
        for (Map.Entry<String, Long> e : weights.entrySet()) {
          passes =
              Math.min(passes, Math.floor((double) ops(result, process, thread, e) / e.getValue()));
        }
        for (Map.Entry<String, Long> e : weights.entrySet()) {
          long ops = ops(result, process, thread, e);
          double most = (passes + threads) * e.getValue();
          assertTrue(
              ops <= most,
              () ->
                  "%s: %d ops where %s passes allow %s".formatted(e.getKey(), ops, weights, most));
        }
      }
    }
  }

  private static long ops(
      RunResult result, ProcessPlan process, ThreadPlan thread, Map.Entry<String, Long> step) {
    return result.flowops().stream()
        .filter(
            f ->
                f.process().equals(process.name())
                    && f.thread().equals(thread.name())
                    && f.name().equals(step.getKey()))
        .mapToLong(RunResult.FlowopRecord::ops)
        .sum();
  }

  private static void weigh(List<Step> steps, long times, Map<String, Long> weights) {
    for (Step step : steps) {
      switch (step) {
        case Step.Call call -> weights.put(call.name(), times * whole(call.iterations()));
        case Step.Block block -> weigh(block.steps(), times * whole(block.iterations()), weights);
        case Step.Choice _, Step.Chance _ -> throw new AssertionError("not in Filebench: " + step);
      }
    }
  }

  private static long whole(Value iterations) {
    return iterations instanceof Value.Whole w ? w.value() : 1;
  }

  /** D16: with few files and many threads, deleting and creating never runs dry. */
  @ParameterizedTest
  @CsvSource({"varmail, 20, 16", "webproxy, 40, 30", "fileserver, 30, 20"})
  void populationsNeverDrift(String name, String files, String threads, @TempDir Path directory)
      throws IOException {
    Workload workload =
        new Workload(
            Workload.FOLDER.resolve(name + ".wml"), Map.of("nfiles", files, "nthreads", threads));
    RunResult result = workload.run("posix", directory, false, 2).get(0);
    assertEquals(List.of(), result.problems());
    assertEquals(0, result.errorCount());
  }
}
