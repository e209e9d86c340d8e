package wml.workloads;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.plan.Plan;
import wml.api.plan.RunPhase;
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

/**
 * The flowop {@code log}, which notes its calls, and runs of workloads with it on the null target.
 * Calls with the value 13 fail; those with one from 1000 on take so many nanoseconds.
 */
final class Journal implements FlowopType, RunObserver {
  /** A call; the engine's clock reading for its start lies between the two. */
  record Entry(String thread, long value, long preparedNanoTime, long startedNanoTime) {}

  private static final int FAILING = 13;

  private static final Signature SIGNATURE =
      new Signature(
          "log",
          Category.IO,
          Direction.NONE,
          "Notes its calls.",
          List.of(CommonAttributes.VALUE),
          Set.of(),
          Effect.NONE,
          "flowop log name=logging,value=1");

  final ConcurrentLinkedQueue<Entry> entries = new ConcurrentLinkedQueue<>();
  final Map<RunPhase.Kind, Long> phases = new TreeMap<>();
  Consumer<RunPhase.Kind> onPhase = phase -> {};
  private @Nullable ScriptRunner runner;

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) {
    return new Bound(binding.number("value"));
  }

  private final class Bound implements Flowop {
    private final long value;
    private long prepared;

    Bound(long value) {
      this.value = value;
    }

    @Override
    public Readiness prepare(FlowopContext context) {
      prepared = System.nanoTime();
      return Readiness.READY;
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      long now = System.nanoTime();
      entries.add(new Entry(Thread.currentThread().getName(), value, prepared, now));
      if (value == FAILING) {
        throw new IOException("as wanted");
      }
      return value < 1000 || context.sleepUntil(now + value) ? 1 : INTERRUPTED;
    }
  }

  /** A thread around some steps. */
  static String thread(String steps) {
    return "define process name=p { thread name=t { " + steps + " } }\n";
  }

  RunResult run(String text) throws IOException {
    return run(text, 1, null);
  }

  /** The result of the text's only run. */
  RunResult run(String text, long seed, @Nullable Double seconds) throws IOException {
    SortedMap<String, FlowopType> flowops = new TreeMap<>(Compiled.CATALOG.flowops());
    flowops.put("log", this);
    Catalog catalog = new Catalog(flowops, Compiled.CATALOG.targets());
    Diagnostics diagnostics = new Diagnostics();
    CompileOptions options = new CompileOptions(Map.of(), null, null, Map.of());
    Plan plan =
        WorkloadCompiler.compile(new SourceText("test.wml", text), options, catalog, diagnostics);
    if (plan == null) {
      throw new AssertionError(diagnostics.sorted() + "\n" + text);
    }
    Target target = Objects.requireNonNull(catalog.targets().get("null"));
    ScriptRunner started =
        new ScriptRunner(
            plan,
            target,
            Options.resolve(target.info(), Map.of()),
            new RunSettings(seed, false, seconds),
            this);
    runner = started;
    return started.run().getFirst();
  }

  void cancel() {
    Objects.requireNonNull(runner).cancel();
  }

  /** The values of a thread's calls, in their order. */
  List<Long> values(String thread) {
    return of(thread).stream().map(Entry::value).toList();
  }

  /** A thread's calls, in their order. */
  List<Entry> of(String thread) {
    return entries.stream().filter(e -> e.thread().equals(thread)).toList();
  }

  static long ops(RunResult result, String flowop) {
    return result.flowops().stream()
        .filter(f -> f.name().equals(flowop))
        .mapToLong(RunResult.FlowopRecord::ops)
        .sum();
  }

  @Override
  public void phase(RunPhase.Kind phase) {
    phases.put(phase, System.nanoTime());
    onPhase.accept(phase);
  }
}
