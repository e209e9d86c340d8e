package wml.runtime.worker;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.BindException;
import wml.api.flowop.Flowop;
import wml.api.flowop.OpenFiles;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Effect;
import wml.api.plan.ProcessPlan;
import wml.api.plan.QuitMode;
import wml.api.plan.Step;
import wml.api.plan.ThreadPlan;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.verify.VerificationException;

/**
 * One thread instance of a workload. It connects its own session, binds its steps, waits for the
 * common start, and repeats its steps until the run stops or its work is done. The loop allocates
 * nothing, takes no lock and reads the clock twice per operation.
 */
public final class Worker implements Runnable, Pipelines.Owner {
  private static final long LAST_NAP_NANOS = 1_000_000;

  /** Before an arrival, requests under way are left alone: waiting for them may end late. */
  private static final long PIPELINE_MARGIN_NANOS = 200_000;

  private final RunShared run;
  private final Machine machine;
  private final ProcessPlan process;
  private final int processInstance;
  private final ThreadPlan thread;
  private final String name;
  private final List<Step.Call> calls;
  private final FailureReports failures;
  private final EntryWait entryWait;
  private final Pacer pacer;
  private final Tally tally;
  private final ThreadHandle handle;
  private final PhaseWatch phases;
  private final Pipelines pipelines = new Pipelines(this);

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
    handle = new ThreadHandle(name);
    calls = Step.calls(thread.steps());
    failures = new FailureReports(run, machine, process, thread);
    entryWait = new EntryWait(run, machine);
    pacer = new Pacer(run, process, thread, name, calls);
    if (run.operationsPerSecond == null) {
      pacer.shareAsPlanned(processInstance, instance);
    }
    tally =
        new Tally(
            calls.stream().map(c -> c.type().signature().category()).toArray(Category[]::new),
            pacer.rated());
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

  public Pacer pacer() {
    return pacer;
  }

  public ThreadHandle handle() {
    return handle;
  }

  @Override
  public void run() {
    handle.begin();
    boolean counted = false;
    try (FileSystemSession session = run.deployment.connect(new Identity(processName(), name))) {
      tally.counts().of(session.counters());
      ThreadPriority.apply(process.nice(), thread.ioPriority(), run.notes);
      OpenFiles files = new OpenFiles(machine.filesets.size());
      BoundStep[] program = new ProgramBinder(run, this, entryWait, session, files).bind();
      entryWait.enter(); // before anybody starts, so that the first to wait misses nobody
      try {
        counted = true;
        run.bound.countDown();
        run.awaitStart();
        pacer.begin(run.startNanoTime());
        edge = phases.begin(run.startNanoTime());
        if (program.length > 0 && restIfDue()) {
          work(program);
          pipelines.settle();
        }
      } finally {
        phases.end();
        tally.end();
        pacer.close(phases.measureBegin(), Pacer.earlier(System.nanoTime(), phases.measureEnd()));
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
    pipelines.enter(step);
    if (step.schedule != null && !arrive(step.schedule)) {
      return false;
    }
    for (int attempt = 0; ; attempt++) {
      try {
        Readiness readiness = flowop.prepare(this);
        if (readiness != Readiness.READY) {
          if (readiness == Readiness.NO_ENTRY) {
            pipelines.leave();
            Step.Call call = step.call();
            Effect wanting = call.type().signature().effect();
            readiness = entryWait.await(machine.filesetOf(call), wanting, flowop, this);
          }
          if (readiness != Readiness.READY) {
            return ends(step, readiness);
          }
        }
        underWay = step;
        if (step.pipelined != null) {
          return start(step, flowop);
        }
        long start = System.nanoTime();
        if (step.schedule == null) {
          intended = start;
        }
        long bytes = flowop.run(this);
        long end = System.nanoTime();
        if (bytes == Flowop.INTERRUPTED) {
          return false;
        }
        boolean goOn = count(step, start, end, bytes);
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

  /** Starts a request of a pipelined flowop, which reads the clock itself; as {@link #once}. */
  private boolean start(BoundStep step, Flowop flowop) throws IOException {
    if (step.schedule == null) {
      intended = UNSCHEDULED;
    }
    return flowop.run(this) != Flowop.INTERRUPTED && restIfDue();
  }

  /** Counts an operation; as {@link #once}. */
  private boolean count(BoundStep step, long start, long end, long bytes) {
    if (end - edge >= 0) {
      acrossEdge(step, start, end, bytes);
      return restIfDue();
    }
    record(step, start, end, bytes);
    return true;
  }

  private void record(BoundStep step, long start, long end, long bytes) {
    if (step.schedule == null) {
      tally.completed(step.index, start, end, bytes);
    } else {
      tally.completed(step.index, intended, start, end, bytes);
    }
  }

  /** Waits until the next operation is to start; false if the thread is to end. */
  private boolean arrive(Schedule schedule) {
    long due = schedule.next();
    for (long now = System.nanoTime(); due - now > 0; now = System.nanoTime()) {
      if (now - edge >= 0) { // also one that has nothing to do hands over in time
        pass(now);
        if (phases.restIsDue()) {
          return restIfDue() && arrive(schedule);
        }
      }
      long until = Pacer.earlier(due, edge);
      pipelines.pause(until - PIPELINE_MARGIN_NANOS);
      if (!pacer.await(until)) {
        return false;
      }
    }
    intended = due;
    return true;
  }

  private void pass(long nanoTime) {
    edge = phases.pass(nanoTime);
    if (phases.isOver()) {
      pacer.close(phases.measureBegin(), phases.measureEnd());
    }
  }

  @Override
  public long intendedNanoTime() {
    return intended;
  }

  @Override
  public void completed(long intendedNanos, long startNanos, long endNanos, long bytes) {
    BoundStep step = underWay;
    if (step != null) {
      if (endNanos - edge >= 0) {
        pass(endNanos);
      }
      boolean measured = phases.measures(startNanos);
      tally.completedLate(step.index, intendedNanos, startNanos, endNanos, bytes, measured);
    }
  }

  @Override
  public void counts(BoundStep step) {
    underWay = step;
  }

  @Override
  public void failed(BoundStep step, IOException failure) {
    afterFailure(step, failure, BoundStep.RETRIES);
  }

  /** Counts an operation that ended in another phase than the one before. */
  private void acrossEdge(BoundStep step, long start, long end, long bytes) {
    boolean counted = tally.isCounting();
    pass(start);
    record(step, start, end, bytes);
    tally.recount(counted);
    pass(end);
  }

  /** Waits for the thread's turn in a ramp; false if the run stops before. */
  private boolean restIfDue() {
    if (!phases.takeRest()) {
      return true;
    }
    pacer.begin(phases.joinNanoTime());
    return sleepUntil(phases.joinNanoTime());
  }

  /**
   * Counts a failure.
   *
   * @return whether to try again; if not, the run goes on only under {@code continue}
   */
  private boolean afterFailure(BoundStep step, IOException e, int attempt) {
    if (attempt < (e instanceof VerificationException ? 0 : step.retries()) && !stopping()) {
      sleepUntil(System.nanoTime() + (LAST_NAP_NANOS << attempt));
      return true;
    }
    pass(System.nanoTime());
    tally.failed(step.index);
    failures.add(step, e, tally.isRecording());
    return false;
  }

  /** The thread has no work left; always false. */
  private boolean ends(BoundStep step, Readiness readiness) {
    if (stopping()) {
      return false;
    }
    if (run.quitMode == QuitMode.FIRST_DONE) {
      run.stop.stop();
    } else if (readiness == Readiness.NO_ENTRY && run.quitMode == QuitMode.TIMEOUT) {
      failures.outOfFiles(step.call());
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
      pipelines.pause(nanoTime);
      LockSupport.parkNanos(this, nanoTime - System.nanoTime()); // not at all if it is past
    }
    return false;
  }
}
