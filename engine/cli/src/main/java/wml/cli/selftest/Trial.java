package wml.cli.selftest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import wml.api.plan.Plan;
import wml.api.result.RunResult;
import wml.api.target.Options;
import wml.api.target.Target;
import wml.compiler.Catalog;
import wml.compiler.CompileOptions;
import wml.compiler.WorkloadCompiler;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.syntax.SourceText;
import wml.runtime.run.RunObserver;
import wml.runtime.run.RunSettings;
import wml.runtime.run.ScriptRunner;

/** Runs small workloads of the harness's own, as {@code wml run} would. */
final class Trial {
  private final Catalog catalog;
  private final Path directory;
  private long seed;

  Trial(Catalog catalog, Path directory) {
    this.catalog = catalog;
    this.directory = directory;
  }

  /** Runs one thread's flowops over a file of 64 MiB; each time with another seed. */
  RunResult run(String target, String flowops, double seconds) throws IOException {
    String text =
        "define file name=data,path="
            + directory
            + ",size=64m,prealloc\n"
            + "define process name=p { thread name=t { "
            + flowops
            + " } }\nrun "
            + seconds;
    Target chosen = Objects.requireNonNull(catalog.targets().get(target), target);
    Diagnostics diagnostics = new Diagnostics();
    Plan plan =
        WorkloadCompiler.compile(
            new SourceText("selftest", text),
            new CompileOptions(Map.of(), null, chosen.info(), Map.of()),
            catalog,
            diagnostics);
    if (plan == null) {
      throw new IllegalStateException(diagnostics.sorted().toString());
    }
    RunResult result =
        new ScriptRunner(
                plan,
                chosen,
                Options.resolve(chosen.info(), Map.of()),
                new RunSettings(++seed, false, null).warmed(),
                RunObserver.SILENT)
            .run()
            .getFirst();
    String problem = result.firstProblem();
    if (problem != null) {
      throw new IOException("on target " + target + ": " + problem);
    }
    return result;
  }

  /** Processor time per operation in nanoseconds. */
  static double cpuNanos(RunResult result) {
    return (double) result.measurement().cpu().totalNanos() / Math.max(1, result.ioOperations());
  }
}
