package wml.runtime.fileset;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import wml.api.target.Deployment;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;

/**
 * Some threads that share out ranges of numbers among them, each with its own session. The first
 * failure stops all; none outlives {@link #run}.
 */
final class Crew {
  private final Deployment deployment;
  private final int threads;
  private final BooleanSupplier cancelled;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /** Does the numbers of a range. Made once per thread. */
  @FunctionalInterface
  interface Work {
    void range(int from, int to) throws IOException;
  }

  /** Makes one thread's work from its session. */
  @FunctionalInterface
  interface Hiring {
    Work with(FileSystemSession session) throws IOException;
  }

  /**
   * @param cancelled asked before each range, by all threads
   */
  Crew(Deployment deployment, int threads, BooleanSupplier cancelled) {
    this.deployment = deployment;
    this.threads = threads;
    this.cancelled = cancelled;
  }

  /**
   * Does all numbers below {@code count} in ranges of up to {@code step}. A range is begun only
   * after all before it were begun.
   *
   * @param own session of the calling thread, which does all if there are not more than {@code
   *     serialUpTo} numbers
   */
  void run(FileSystemSession own, int count, int step, int serialUpTo, Hiring hiring)
      throws IOException {
    AtomicInteger next = new AtomicInteger();
    if (threads <= 1 || count <= serialUpTo) {
      share(hiring.with(own), next, count, step);
    } else {
      List<Thread> crew = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Identity who = new Identity("coordinator", "coordinator/fileset#" + i);
        Runnable work = () -> shareWithOwnSession(who, hiring, next, count, step);
        crew.add(Thread.ofPlatform().name(who.thread()).daemon().start(work));
      }
      crew.forEach(this::join);
    }
    throwFailure();
  }

  private void shareWithOwnSession(
      Identity who, Hiring hiring, AtomicInteger next, int count, int step) {
    try (FileSystemSession session = deployment.connect(who)) {
      share(hiring.with(session), next, count, step);
    } catch (IOException | RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    }
  }

  private void share(Work work, AtomicInteger next, int count, int step) throws IOException {
    while (failure.get() == null) {
      int from = next.getAndUpdate(n -> n >= count - step ? count : n + step);
      if (from >= count) {
        return;
      }
      if (cancelled.getAsBoolean()) {
        throw new InterruptedIOException("stopped");
      }
      work.range(from, from >= count - step ? count : from + step);
    }
  }

  private void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
        failure.compareAndSet(null, new InterruptedIOException("interrupted"));
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void throwFailure() throws IOException {
    switch (failure.get()) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }
}
