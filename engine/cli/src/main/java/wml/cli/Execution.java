package wml.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import wml.api.cli.ExitCode;
import wml.api.target.TargetException;
import wml.runtime.run.ScriptRunner;

/** Runs a workload so that a signal ends it in order, and a failure is told. */
final class Execution {
  private static final long GRACE_SECONDS = 40;

  private Execution() {}

  /** What is run; returns an exit code. */
  interface Work {
    int run() throws IOException;
  }

  static int of(ScriptRunner runner, Console console, PrintWriter err, Work work) {
    CountDownLatch finished = new CountDownLatch(1);
    Thread hook = new Thread(() -> cancelAndWait(runner, finished), "wml-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.run();
    } catch (IOException | IllegalArgumentException e) {
      console.clearProgress();
      err.println("wml: " + e.getMessage());
      if (e instanceof TargetException t) {
        err.println("help: " + t.kind().remedy());
      }
      return ExitCode.RUN;
    } finally {
      console.flush();
      finished.countDown();
      removeHook(hook);
    }
  }

  private static void cancelAndWait(ScriptRunner runner, CountDownLatch finished) {
    runner.cancel();
    try {
      if (!finished.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("wml: gave up waiting for the run to end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is shutting down: the hook is what called us back
    }
  }
}
