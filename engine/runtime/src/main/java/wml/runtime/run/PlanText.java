package wml.runtime.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import wml.api.plan.GatedMetric;
import wml.api.plan.HypervisorPlan;
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
  /** What a profile is good for today. */
  static final String PROFILES_ARE_RECORDED =
      "no virtual machine has a disk image yet: profiles of hypervisors and guests are recorded and"
          + " change nothing on the way of an operation";

  private PlanText() {}

  public static String render(RunPlan plan, List<LaidOutFileset> filesets) {
    StringBuilder out = new StringBuilder("run ").append(time(plan));
    if (plan.eventsPerSecond() > 0) {
      out.append(", ").append(number(plan.eventsPerSecond())).append(" events/s");
    }
    plan.point().forEach((name, value) -> out.append(", ").append(name + "=" + value));
    if (plan.target() != null) {
      out.append(", target ").append(plan.target().key());
    }
    out.append('\n');
    for (LaidOutFileset f : filesets) {
      if (f.machine().isEmpty()) {
        out.append("├─ ").append(fileset(f, f.plan().path())).append('\n');
      }
    }
    int left = plan.processes().size() + plan.hypervisors().size();
    for (ProcessPlan process : plan.processes()) {
      process(out, process, "", --left == 0);
    }
    for (HypervisorPlan hypervisor : plan.hypervisors()) {
      GuestText.hypervisor(out, hypervisor, filesets, --left == 0);
    }
    if (!plan.hypervisors().isEmpty()) {
      out.append(PROFILES_ARE_RECORDED).append('\n');
    }
    plan.assertions().forEach(a -> out.append("assert ").append(a.text()).append('\n'));
    plan.gate().forEach(m -> out.append("gate ").append(gated(m)).append('\n'));
    return out.toString();
  }

  private static String gated(GatedMetric m) {
    String standing = m.standing().name().toLowerCase(Locale.ROOT);
    String better = m.text() + ": " + standing + (m.moreIsBetter() ? ", more" : ", less");
    return m.standing() == GatedMetric.Standing.EXACT
        ? better + " is better"
        : "%s is better, tolerance %s, floor %s"
            .formatted(better, percent(m.tolerance()), percent(m.floor()));
  }

  /**
   * @param place where its tree stands
   */
  static String fileset(LaidOutFileset f, String place) {
    return String.format(
        Locale.ROOT,
        "%s %s in %s: %,d %s, %,d directories%s, %s; %,d exist at the start (%s)%s",
        f.plan().singleFile() ? "file" : "fileset",
        f.name(),
        place,
        f.fileCount(),
        f.fileCount() == 1 ? "file" : "files",
        f.directoryCount(),
        f.leafDirectoryCount() > 0
            ? String.format(Locale.ROOT, ", %,d leaf directories", f.leafDirectoryCount())
            : "",
        Sizes.format((double) f.totalBytes()),
        f.preallocatedFiles(),
        Sizes.format((double) f.preallocatedBytes()),
        flags(f));
  }

  private static String time(RunPlan plan) {
    if (plan.phases().size() > 1) {
      return plan.phases().stream()
          .map(p -> p.kind().word() + (p.seconds() == null ? "" : " " + number(p.seconds()) + " s"))
          .collect(Collectors.joining(", "));
    }
    Double seconds = plan.durationSeconds();
    return seconds != null
        ? number(seconds) + " s"
        : plan.quitMode() == QuitMode.FIRST_DONE
            ? "until the first thread is done"
            : "until all threads are done";
  }

  private static String flags(LaidOutFileset f) {
    return (f.plan().reuse() ? ", reused" : "")
        + (f.plan().trustTree() ? ", trusted" : "")
        + (f.plan().readOnly() ? ", read-only" : "")
        + (f.plan().writeOnly() ? ", write-only" : "");
  }

  static void process(StringBuilder out, ProcessPlan p, String before, boolean isLast) {
    out.append(before).append(isLast ? "└─ " : "├─ ").append("process ").append(p.name());
    out.append(p.instances() == 1 ? "" : " x " + p.instances());
    out.append(p.nice() == 0 ? "" : ", nice " + p.nice());
    out.append(p.arrivals() == null ? "" : ", rate " + p.arrivals()).append('\n');
    String indent = before + (isLast ? "   " : "│  ");
    int last = p.threads().size() - 1;
    for (int i = 0; i <= last; i++) {
      ThreadPlan t = p.threads().get(i);
      out.append(indent).append(i == last ? "└─ " : "├─ ").append("thread ").append(t.name());
      out.append(t.instances() == 1 ? "" : " x " + t.instances());
      out.append(t.memoryBytes() == 0 ? "" : ", memory " + Sizes.format((double) t.memoryBytes()));
      out.append(t.arrivals() == null ? "" : ", rate " + t.arrivals()).append('\n');
      steps(out, t.steps(), indent + (i == last ? "   " : "│  "));
    }
  }

  private static void steps(StringBuilder out, List<Step> steps, String indent) {
    for (int i = 0; i < steps.size(); i++) {
      step(out, steps.get(i), "", indent, i == steps.size() - 1);
    }
  }

  /**
   * @param often how often it is done if it stands alone in what says so: {@code "70% "}
   */
  private static void step(
      StringBuilder out, Step step, String often, String indent, boolean isLast) {
    if (step instanceof Step.Chance chance && often.isEmpty() && chance.steps().size() == 1) {
      String percent = "chance " + percent(chance.probability()) + " ";
      step(out, chance.steps().getFirst(), percent, indent, isLast);
      return;
    }
    out.append(indent).append(isLast ? "└─ " : "├─ ").append(often).append(head(step)).append('\n');
    String deeper = indent + (isLast ? "   " : "│  ");
    if (step instanceof Step.Choice choice) {
      branches(out, choice, deeper);
    } else {
      steps(out, step.inner(), deeper);
    }
  }

  private static void branches(StringBuilder out, Step.Choice choice, String indent) {
    double total = choice.total();
    int last = choice.branches().size() - 1;
    for (int i = 0; i <= last; i++) {
      Step.Branch branch = choice.branches().get(i);
      String share = percent(branch.weight() / total);
      if (branch.steps().size() == 1) {
        step(out, branch.steps().getFirst(), share + " ", indent, i == last);
      } else {
        out.append(indent).append(i == last ? "└─ " : "├─ ").append(share).append('\n');
        steps(out, branch.steps(), indent + (i == last ? "   " : "│  "));
      }
    }
  }

  private static String head(Step step) {
    return switch (step) {
      case Step.Call c -> {
        StringBuilder text = new StringBuilder(times(c.iterations()));
        text.append(c.type().signature().keyword()).append(' ').append(c.name());
        Map<String, Value> sorted = new TreeMap<>(c.attributes());
        sorted.remove("name");
        sorted.remove("iters");
        sorted.forEach((name, value) -> text.append(", ").append(name).append('=').append(value));
        yield text.toString();
      }
      case Step.Block b ->
          b.name().isEmpty() ? "repeat " + b.iterations() : times(b.iterations()) + b.name();
      case Step.Choice c -> "mix";
      case Step.Chance c -> "chance " + percent(c.probability());
    };
  }

  private static String times(Value iterations) {
    return iterations.equals(new Value.Whole(1)) ? "" : iterations + " x ";
  }

  /** With as many digits as four say; what is not 0 is not shown as 0. */
  private static String percent(double share) {
    return new BigDecimal(share * 100)
            .round(new MathContext(4))
            .stripTrailingZeros()
            .toPlainString()
        + "%";
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
