package wml.runtime.worker;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.fileset.Fileset;
import wml.api.flowop.BindException;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Flowop;
import wml.api.flowop.OpenFiles;
import wml.api.plan.Step;
import wml.api.plan.Value;
import wml.api.random.LongSource;
import wml.api.random.RandomStream;
import wml.api.target.FileSystemSession;

/**
 * Turns one worker's plan into what its loop executes: every look-up happens here. Each use of
 * random numbers gets a stream of its own, so that a mix draws the same branches whatever else its
 * thread does; mixes, chances and repeats are told apart by their place among those of their
 * thread.
 */
final class ProgramBinder {
  private final RunShared run;
  private final Worker worker;
  private final EntryWait entryWait;
  private final FileSystemSession session;
  private final OpenFiles files;
  private final WorkerMemory memory;
  private int calls;
  private int draws;
  private int repeats;
  private boolean acts;

  ProgramBinder(
      RunShared run,
      Worker worker,
      EntryWait entryWait,
      FileSystemSession session,
      OpenFiles files) {
    this.run = run;
    this.worker = worker;
    this.entryWait = entryWait;
    this.session = session;
    this.files = files;
    this.memory = new WorkerMemory(worker.thread().memoryBytes(), stream("memory"));
  }

  /** What the worker executes; empty if it can never come to a flowop. */
  BoundStep[] bind() throws BindException {
    BoundStep[] steps = bind(worker.thread().steps(), true);
    return acts ? steps : new BoundStep[0];
  }

  /**
   * @param possible false in a branch that is never taken: it is bound, for its errors, but does
   *     not count as work
   */
  private BoundStep[] bind(List<Step> steps, boolean possible) throws BindException {
    List<BoundStep> out = new ArrayList<>();
    for (Step step : steps) {
      out.add(
          switch (step) {
            case Step.Call c -> call(c, possible && !isNever(c.iterations()));
            case Step.Block b -> {
              LongSource iterations =
                  b.name().isEmpty()
                      ? numbers(b.iterations(), "repeat", Integer.toString(repeats++))
                      : numbers(b.iterations(), b.name(), "iters");
              boolean ever = possible && !isNever(b.iterations());
              yield BoundStep.block(b, iterations, bind(b.steps(), ever));
            }
            case Step.Choice c -> {
              double[] weights = c.branches().stream().mapToDouble(Step.Branch::weight).toArray();
              BranchDraw draw = new BranchDraw(weights, c.total(), drawStream());
              BoundStep[][] branches = new BoundStep[weights.length][];
              for (int i = 0; i < weights.length; i++) {
                branches[i] = bind(c.branches().get(i).steps(), possible && weights[i] > 0);
              }
              yield BoundStep.drawn(c, draw, branches);
            }
            case Step.Chance c -> {
              double[] weights = {c.probability()};
              BranchDraw draw = new BranchDraw(weights, 1, drawStream());
              BoundStep[][] branches = {bind(c.steps(), possible && c.probability() > 0)};
              yield BoundStep.drawn(c, draw, branches);
            }
          });
    }
    return out.toArray(BoundStep[]::new);
  }

  private BoundStep call(Step.Call call, boolean possible) throws BindException {
    LongSource iterations = numbers(call.iterations(), call.name(), "iters");
    WorkerBinding binding = new WorkerBinding(run, worker, call, session, files, memory);
    Flowop flowop;
    try {
      flowop = call.type().bind(binding);
    } catch (BindException e) {
      throw new BindException(call.at() + ": flowop '" + call.name() + "': " + e.getMessage());
    }
    Fileset fileset = binding.fileset();
    if (fileset != null && possible) {
      entryWait.uses(fileset, call.type().signature().effect());
    }
    acts |= possible;
    Schedule schedule = worker.pacer().of(calls);
    return BoundStep.call(call, iterations, flowop, calls++, onError(call), think(call), schedule);
  }

  private static boolean isNever(Value iterations) {
    return iterations instanceof Value.Whole w && w.value() <= 0;
  }

  private LongSource numbers(Value value, String step, String use) {
    return switch (value) {
      case Value.Whole w -> LongSource.constant(w.value());
      case Value.Random r -> r.variable().drawFrom(stream(step, use));
      default -> LongSource.constant(1);
    };
  }

  private @Nullable LongSource think(Step.Call call) {
    String think = CommonAttributes.THINK.name();
    return switch (call.attributes().get(think)) {
      case Value.Duration d -> d.nanos() > 0 ? LongSource.constant(d.nanos()) : null;
      case Value.Random r -> r.variable().drawFrom(stream(call.name(), think));
      case null, default -> null;
    };
  }

  private RandomStream drawStream() {
    return stream("mix", Integer.toString(draws++));
  }

  private RandomStream stream(String... use) {
    String[] labels = new String[use.length + 1];
    labels[0] = worker.name();
    System.arraycopy(use, 0, labels, 1, use.length);
    return new RandomStream(RandomStream.derive(run.seed, labels));
  }

  private static BoundStep.OnError onError(Step.Call call) {
    Value value = call.attributes().get(CommonAttributes.ON_ERROR.name());
    return switch (value == null ? "abort" : value.toString()) {
      case "continue" -> BoundStep.OnError.CONTINUE;
      case "retry" -> BoundStep.OnError.RETRY;
      default -> BoundStep.OnError.ABORT;
    };
  }
}
