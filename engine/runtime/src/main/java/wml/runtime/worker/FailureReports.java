package wml.runtime.worker;

import java.io.IOException;
import java.util.Locale;
import wml.api.plan.ProcessPlan;
import wml.api.plan.Step;
import wml.api.plan.ThreadPlan;
import wml.api.source.SourcePosition;
import wml.api.target.ErrorKind;
import wml.api.target.TargetException;

/** Tells what failed in one thread, and ends the run if it must. Cold. */
record FailureReports(RunShared run, Machine machine, ProcessPlan process, ThreadPlan thread) {

  /**
   * @param recording whether the failure is in the measure phase
   */
  void add(BoundStep step, IOException e, boolean recording) {
    String kind = e instanceof TargetException t ? t.kind().name() : e.getClass().getSimpleName();
    SourcePosition at = step.call().at();
    boolean goesOn = step.onError == BoundStep.OnError.CONTINUE;
    (recording || !goesOn ? run.failures : run.unmeasured)
        .add(
            new FailureLog.Key(
                machine.name(), process.name(), thread.name(), step.call().name(), at, kind),
            String.valueOf(e.getMessage()));
    if (!goesOn) {
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
  }

  private String remedy(ErrorKind kind) {
    return kind.remedy() + (kind == ErrorKind.EMFILE ? run.openFileLimit : "");
  }

  /** A flowop finds no file any more, but the run is to last longer. */
  void outOfFiles(Step.Call call) {
    run.abort(
        "%s: flowop '%s' ran out of files before the run's time was up; help: enlarge the fileset"
                .formatted(call.at(), call.name())
            + " or its prealloc, or end the run by work: set mode quit firstdone");
  }
}
