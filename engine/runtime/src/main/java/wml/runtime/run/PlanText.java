package wml.runtime.run;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import wml.api.plan.ProcessPlan;
import wml.api.plan.QuitMode;
import wml.api.plan.RunPlan;
import wml.api.plan.Step;
import wml.api.plan.ThreadPlan;
import wml.api.plan.Value;
import wml.api.units.Sizes;
import wml.runtime.fileset.LaidOutFileset;

/** A run's plan as an indented tree, for people and for the record. */
public final class PlanText {
  private PlanText() {}

  public static String render(RunPlan plan, List<LaidOutFileset> filesets) {
    StringBuilder out = new StringBuilder("run ");
    if (plan.durationSeconds() != null) {
      out.append(number(plan.durationSeconds())).append(" s");
    } else {
      out.append(
          plan.quitMode() == QuitMode.FIRST_DONE
              ? "until the first thread is done"
              : "until all threads are done");
    }
    if (plan.eventsPerSecond() > 0) {
      out.append(", ").append(number(plan.eventsPerSecond())).append(" events/s");
    }
    plan.point().forEach((name, value) -> out.append(", ").append(name + "=" + value));
    if (plan.target() != null) {
      out.append(", target ").append(plan.target().key());
    }
    out.append('\n');
    for (LaidOutFileset f : filesets) {
      out.append(
          String.format(
              Locale.ROOT,
              "├─ %s %s in %s: %,d %s, %,d directories%s, %s; %,d exist at the start (%s)%s%n",
              f.plan().singleFile() ? "file" : "fileset",
              f.name(),
              f.plan().path(),
              f.fileCount(),
              f.fileCount() == 1 ? "file" : "files",
              f.directoryCount(),
              f.leafDirectoryCount() > 0
                  ? String.format(Locale.ROOT, ", %,d leaf directories", f.leafDirectoryCount())
                  : "",
              Sizes.format((double) f.totalBytes()),
              f.preallocatedFiles(),
              Sizes.format((double) f.preallocatedBytes()),
              flags(f)));
    }
    int last = plan.processes().size() - 1;
    for (int i = 0; i <= last; i++) {
      process(out, plan.processes().get(i), i == last);
    }
    plan.assertions().forEach(a -> out.append("assert ").append(a.text()).append('\n'));
    return out.toString();
  }

  private static String flags(LaidOutFileset f) {
    return (f.plan().reuse() ? ", reused" : "")
        + (f.plan().trustTree() ? ", trusted" : "")
        + (f.plan().readOnly() ? ", read-only" : "")
        + (f.plan().writeOnly() ? ", write-only" : "");
  }

  private static void process(StringBuilder out, ProcessPlan p, boolean isLast) {
    out.append(isLast ? "└─ " : "├─ ").append("process ").append(p.name());
    out.append(p.instances() == 1 ? "" : " x " + p.instances());
    out.append(p.nice() == 0 ? "" : ", nice " + p.nice()).append('\n');
    String indent = isLast ? "   " : "│  ";
    int last = p.threads().size() - 1;
    for (int i = 0; i <= last; i++) {
      ThreadPlan t = p.threads().get(i);
      out.append(indent).append(i == last ? "└─ " : "├─ ").append("thread ").append(t.name());
      out.append(t.instances() == 1 ? "" : " x " + t.instances());
      out.append(t.memoryBytes() == 0 ? "" : ", memory " + Sizes.format((double) t.memoryBytes()));
      out.append('\n');
      steps(out, t.steps(), indent + (i == last ? "   " : "│  "));
    }
  }

  private static void steps(StringBuilder out, List<Step> steps, String indent) {
    for (int i = 0; i < steps.size(); i++) {
      boolean isLast = i == steps.size() - 1;
      Step step = steps.get(i);
      out.append(indent).append(isLast ? "└─ " : "├─ ");
      String times = step.iterations().equals(new Value.Whole(1)) ? "" : step.iterations() + " x ";
      switch (step) {
        case Step.Call c -> {
          out.append(times).append(c.type().signature().keyword()).append(' ').append(c.name());
          Map<String, Value> sorted = new TreeMap<>(c.attributes());
          sorted.remove("name");
          sorted.remove("iters");
          sorted.forEach((name, value) -> out.append(", ").append(name).append('=').append(value));
          out.append('\n');
        }
        case Step.Block b -> {
          out.append(times).append(b.name()).append('\n');
          steps(out, b.steps(), indent + (isLast ? "   " : "│  "));
        }
      }
    }
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
