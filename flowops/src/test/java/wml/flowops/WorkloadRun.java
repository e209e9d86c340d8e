package wml.flowops;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

/** Compiles the text of a workload and runs it on the memory target, all for real. */
final class WorkloadRun implements RunObserver {
  private static final Catalog CATALOG = Catalog.load();

  final List<String> notes = new ArrayList<>();

  private WorkloadRun() {}

  /** The result of the workload's only run; its text must compile. */
  static RunResult of(String text, boolean compat, double seconds) throws IOException {
    return of(text, memory(), compat, seconds);
  }

  static Target memory() {
    return target("memory");
  }

  static Target target(String name) {
    return Objects.requireNonNull(CATALOG.targets().get(name));
  }

  /** As {@link #of(String, boolean, double)}, on another target. */
  static RunResult of(String text, Target target, boolean compat, double seconds)
      throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    CompileOptions options = new CompileOptions(Map.of(), null, target.info(), Map.of());
    Plan plan =
        WorkloadCompiler.compile(new SourceText("test.wml", text), options, CATALOG, diagnostics);
    if (plan == null) {
      throw new AssertionError(diagnostics.sorted() + "\n" + text);
    }
    ScriptRunner runner =
        new ScriptRunner(
            plan,
            target,
            Options.resolve(target.info(), Map.of()),
            new RunSettings(Workbench.SEED, compat, seconds),
            new WorkloadRun());
    return runner.run().getFirst();
  }

  @Override
  public void note(String sentence) {
    synchronized (notes) {
      notes.add(sentence);
    }
  }
}
