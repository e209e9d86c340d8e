package wml.runtime.worker;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import wml.api.fileset.Fileset;
import wml.api.flowop.BindException;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.OpenFiles;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Effect;
import wml.api.plan.ProcessPlan;
import wml.api.plan.QuitMode;
import wml.api.plan.Step;
import wml.api.plan.ThreadPlan;
import wml.api.plan.Value;
import wml.api.source.SourcePosition;
import wml.api.target.ErrorKind;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.TargetException;

/**
 * One thread instance of a workload. It connects its own session, binds its steps, waits for the
 * common start, and repeats its steps until the run stops or its work is done. The loop allocates
 * nothing, takes no lock and reads the clock twice per operation.
 */
public final class Worker implements Runnable, FlowopContext {

  private static final long LAST_NAP_NANOS = 1_000_000;
  private static final int RETRIES = 3;
  private static final Value OWN = new Value.Text(CommonAttributes.Pick.OWN);

  private final RunShared run;
  private final Machine machine;
  private final ProcessPlan process;
  private final int processInstance;
  private final ThreadPlan thread;
  private final String name;
  private final List<Step.Call> calls;

  private final EntryWait entryWait;
  private final Tally tally;
  private volatile @Nullable Thread runner;
  private final PhaseWatch phases;

  /** When something changes for the thread: operations that end later look at the phases. */
  private long edge;

  /** The step whose flowop was last called. */
  private @Nullable BoundStep underWay;

  private long intended;

  /** Whether the current pass over the steps has come to a flowop. */
  private boolean acted;

  /**
   * @param turn among all threads of the run
   */
  public Worker(
      RunShared run,
      Machine machine,
      ProcessPlan process,
      int processInstance,
      ThreadPlan thread,
      int instance,
      int turn) {
    this.run = run;
    this.machine = machine;
    this.process = process;
    this.processInstance = processInstance;
    this.thread = thread;
    this.name = processName() + "/" + thread.name() + "#" + instance;
    calls = Step.calls(thread.steps());
    entryWait = new EntryWait(run, machine);
    tally =
        new Tally(
            calls.stream().map(c -> c.type().signature().category()).toArray(Category[]::new),
            new boolean[calls.size()]);
    phases = new PhaseWatch(run.timeline, turn, run.threads, tally);
  }

  /** {@code process#i/thread#j}; in a virtual machine its name and a slash stand before it. */
  public String name() {
    return name;
  }

  private String processName() {
    return machine.prefix() + process.name() + "#" + processInstance;
  }

  public Machine machine() {
    return machine;
  }

  public ProcessPlan process() {
    return process;
  }

  int processInstance() {
    return processInstance;
  }

  public ThreadPlan thread() {
    return thread;
  }

  /** The flowops in the order of the plan; indices of {@link #tally} follow it. */
  public List<Step.Call> calls() {
    return calls;
  }

  public Tally tally() {
    return tally;
  }

  @Override
  public void run() {
    runner = Thread.currentThread();
    boolean counted = false;
    try (FileSystemSession session = run.deployment.connect(new Identity(processName(), name))) {
      ThreadPriority.apply(process.nice(), thread.ioPriority(), run.notes);
      OpenFiles files = new OpenFiles(machine.filesets.size());
      BoundStep[] program = new ProgramBinder(run, this, entryWait, session, files).bind();
      entryWait.enter(); // before anybody starts, so that the first to wait misses nobody
      try {
        counted = true;
        run.bound.countDown();
        run.awaitStart();
        edge = phases.begin(run.startNanoTime());
        if (program.length > 0 && restIfDue()) {
          work(program);
        }
      } finally {
        phases.end();
        try {
          files.closeAll();
        } finally {
          entryWait.leave(); // closing may have freed what others wait for
        }
      }
    } catch (IOException e) {
      run.abort(name + ": " + e.getMessage());
    } catch (BindException e) {
      run.abort(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      run.abort(name + " was interrupted");
    } catch (RuntimeException | Error e) {
      StackTraceElement[] trace = e.getStackTrace();
      run.abort(
          "internal error in " + name + ": " + e + (trace.length > 0 ? " at " + trace[0] : ""));
    } finally {
      if (!counted) {
        run.bound.countDown();
      }
      run.done.countDown();
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // yielding is for others: nothing here relies on it
  private void work(BoundStep[] program) throws IOException {
    while (!stopping() && repeat(program)) {
      if (!acted) { // chances may leave nothing to do: others need the processor more
        Thread.yield();
      }
      acted = false;
    }
  }

  /** Whether a flowop picks its own entries of a fileset. */
  boolean picksOwn(String fileset) {
    return calls.stream()
        .anyMatch(
            c ->
                new Value.Text(fileset).equals(c.attributes().get(CommonAttributes.FILESET.name()))
                    && OWN.equals(c.attributes().get(CommonAttributes.PICK.name())));
  }

  /** One pass over some steps; false if the thread is to end. */
  private boolean repeat(BoundStep[] steps) throws IOException {
    for (BoundStep step : steps) {
      long times = step.iterations.next();
      for (long i = 0; i < times; i++) {
        if (stopping()) {
          return false;
        }
        Flowop flowop = step.flowop;
        if (flowop == null ? !repeat(step.block()) : !once(step, flowop)) {
          return false;
        }
        if (step.think != null && !sleepUntil(System.nanoTime() + step.think.next())) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean once(BoundStep step, Flowop flowop) {
    acted = true;
    for (int attempt = 0; ; attempt++) {
      try {
        Readiness readiness = flowop.prepare(this);
        if (readiness != Readiness.READY) {
          if (readiness == Readiness.NO_ENTRY) {
            Step.Call call = step.call();
            Effect wanting = call.type().signature().effect();
            readiness = entryWait.await(filesetOf(call), wanting, flowop, this);
          }
          if (readiness != Readiness.READY) {
            return ends(step, readiness);
          }
        }
        underWay = step;
        long start = System.nanoTime();
        intended = start;
        long bytes = flowop.run(this);
        long end = System.nanoTime();
        if (bytes == Flowop.INTERRUPTED) {
          return false;
        }
        boolean goOn = bytes == Flowop.PENDING ? restIfDue() : count(step, start, end, bytes);
        if (step.hasAfter) {
          flowop.after(this);
        }
        return goOn;
      } catch (IOException e) {
        if (!afterFailure(step, e, attempt)) {
          return step.onError == BoundStep.OnError.CONTINUE && restIfDue();
        }
      }
    }
  }

  /** Counts an operation; as {@link #once}. */
  private boolean count(BoundStep step, long start, long end, long bytes) {
    if (end - edge >= 0) {
      return acrossEdge(step, start, end, bytes);
    }
    tally.completed(step.index, start, end, bytes);
    return true;
  }

  @Override
  public long intendedNanoTime() {
    return intended;
  }

  @Override
  public void completed(long intendedNanos, long startNanos, long endNanos, long bytes) {
    BoundStep step = underWay;
    if (step != null) {
      edge = endNanos - edge >= 0 ? phases.pass(endNanos) : edge;
      boolean measured = phases.measures(startNanos);
      tally.completedLate(step.index, intendedNanos, startNanos, endNanos, bytes, measured);
    }
  }

  /** Counts an operation that ended in another phase than the one before; as {@link #once}. */
  private boolean acrossEdge(BoundStep step, long start, long end, long bytes) {
    edge = phases.pass(start);
    tally.completed(step.index, start, end, bytes);
    edge = phases.pass(end);
    return restIfDue();
  }

  /** Waits for the thread's turn in a ramp; false if the run stops before. */
  private boolean restIfDue() {
    return !phases.takeRest() || sleepUntil(phases.joinNanoTime());
  }

  /**
   * Counts a failure.
   *
   * @return whether to try again; if not, the run goes on only under {@code continue}
   */
  private boolean afterFailure(BoundStep step, IOException e, int attempt) {
    if (step.onError == BoundStep.OnError.RETRY && attempt < RETRIES && !stopping()) {
      sleepUntil(System.nanoTime() + (LAST_NAP_NANOS << attempt));
      return true;
    }
    edge = phases.pass(System.nanoTime());
    tally.failed(step.index);
    String kind = e instanceof TargetException t ? t.kind().name() : e.getClass().getSimpleName();
    SourcePosition at = step.call().at();
    boolean counts = tally.isRecording() || step.onError != BoundStep.OnError.CONTINUE;
    (counts ? run.failures : run.unmeasured)
        .add(
            new FailureLog.Key(
                machine.name(), process.name(), thread.name(), step.call().name(), at, kind),
            String.valueOf(e.getMessage()));
    if (step.onError != BoundStep.OnError.CONTINUE) {
      double seconds = (System.nanoTime() - run.startNanoTime()) / 1e9;
      run.abortOnce(
          String.format(
              Locale.ROOT,
              "%s: flowop '%s' failed %.3f s into the run: %s%s",
              at,
              step.call().name(),
              seconds,
              e.getMessage(),
              e instanceof TargetException t ? "; help: " + remedy(t.kind()) : ""));
    }
    return false;
  }

  private String remedy(ErrorKind kind) {
    return kind.remedy() + (kind == ErrorKind.EMFILE ? run.openFileLimit : "");
  }

  @Nullable Fileset filesetOf(Step.Call call) {
    Value value = call.attributes().get(CommonAttributes.FILESET.name());
    return value == null ? null : machine.filesets.get(value.toString());
  }

  /** The thread has no work left; always false. */
  private boolean ends(BoundStep step, Readiness readiness) {
    if (stopping()) {
      return false;
    }
    if (run.quitMode == QuitMode.FIRST_DONE) {
      run.stop.stop();
    } else if (readiness == Readiness.NO_ENTRY && run.quitMode == QuitMode.TIMEOUT) {
      run.abort(
          "%s: flowop '%s' ran out of files before the run's time was up; help: enlarge the fileset"
                  .formatted(step.call().at(), step.call().name())
              + " or its prealloc, or end the run by work: set mode quit firstdone");
    }
    return false;
  }

  @Override
  public boolean stopping() {
    return run.stop.isStopping();
  }

  @Override
  public boolean sleepUntil(long nanoTime) {
    while (!stopping()) {
      long left = nanoTime - System.nanoTime();
      if (left <= 0) {
        return true;
      }
      LockSupport.parkNanos(this, left);
    }
    return false;
  }

  /** Ends a sleep early if the run stops; any thread may call it. */
  public void wake() {
    Thread sleeping = runner;
    if (sleeping != null) {
      LockSupport.unpark(sleeping);
    }
  }

  /** Where the thread is, if it does not stop. */
  public String whereabouts() {
    Thread stuck = runner;
    StackTraceElement[] trace = stuck == null ? new StackTraceElement[0] : stuck.getStackTrace();
    return name + (trace.length == 0 ? ", which has not started" : " at " + trace[0]);
  }

  /** Whether the thread has started and not ended. */
  public boolean isAlive() {
    Thread thread = runner;
    return thread != null && thread.isAlive();
  }
}
