package wml.runtime.worker;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wml.api.plan.QuitMode;
import wml.api.target.Deployment;
import wml.runtime.sync.StopSignal;
import wml.runtime.sync.TicketEvents;

/** What the threads of one run share, whatever machine they belong to. */
public final class RunShared {
  public final StopSignal stop = new StopSignal();
  public final FailureLog failures = new FailureLog();

  /** Failures outside the measure phase that the run goes on after. */
  public final FailureLog unmeasured = new FailureLog();

  /** Counted down by each worker once it is bound, or has failed to. */
  public final CountDownLatch bound;

  /** Counted down by each worker at its end. */
  public final CountDownLatch done;

  final Deployment deployment;
  final @Nullable TicketEvents events;
  final QuitMode quitMode;
  final Timeline timeline;
  final int threads;
  final long seed;
  final boolean compat;
  final Consumer<String> notes;

  /** What arrives in the whole run, whatever the file says; null: what the file says. */
  public final @Nullable Double operationsPerSecond;

  final Spinners spinners = new Spinners();

  /** Read before it is reached: then its file can't be opened any more. */
  final String openFileLimit = OpenFileLimit.words();

  /** Threads that found no entry and look again and again. */
  final Set<EntryWait> waiting = ConcurrentHashMap.newKeySet();

  /** Raised by a waiting thread that wants all who wait to look once more. */
  final AtomicLong lookAgain = new AtomicLong();

  /** How often a waiting thread has found what it waited for. */
  final AtomicLong found = new AtomicLong();

  private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
  private volatile boolean started;
  private volatile long startNanoTime;

  /**
   * @param notes takes sentences for the user from any thread
   */
  public RunShared(
      Deployment deployment,
      @Nullable TicketEvents events,
      QuitMode quitMode,
      Timeline timeline,
      long seed,
      boolean compat,
      int threads,
      @Nullable Double operationsPerSecond,
      Consumer<String> notes) {
    this.deployment = deployment;
    this.events = events;
    this.quitMode = quitMode;
    this.timeline = timeline;
    this.threads = threads;
    this.seed = seed;
    this.compat = compat;
    this.operationsPerSecond = operationsPerSecond;
    this.notes = notes;
    this.bound = new CountDownLatch(threads);
    this.done = new CountDownLatch(threads);
  }

  /**
   * Lets the workers go. They are woken here, one by one: those who wait at a latch wake each other
   * in turn, and behind busy threads on few processors the last of a hundred comes seconds late.
   */
  public void start(long nanoTime, List<Worker> workers) {
    startNanoTime = nanoTime;
    started = true;
    workers.forEach(Worker::wake);
  }

  void awaitStart() throws InterruptedException {
    while (!started) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  long startNanoTime() {
    return startNanoTime;
  }

  /** When the last thread's turn in a ramp has come: who rests until then may bring files. */
  long allJoinedNanoTime() {
    return startNanoTime + timeline.joinNanos(threads, threads);
  }

  /** Ends the run as failed. */
  public void abort(String problem) {
    problems.add(problem);
    stop.stop();
  }

  /**
   * Ends the run as failed, unless it has failed already: what goes wrong in one thread tends to go
   * wrong in all, and the failure log has counted the others.
   */
  synchronized void abortOnce(String problem) {
    if (problems.isEmpty()) {
      abort(problem);
    }
  }

  /** Why the run is not valid; empty if it is. */
  public List<String> problems() {
    return List.copyOf(problems);
  }
}
