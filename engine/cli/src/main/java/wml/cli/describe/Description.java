package wml.cli.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import wml.api.plan.GatedMetric;
import wml.api.plan.HypervisorPlan;
import wml.api.plan.Parameter;
import wml.api.plan.Plan;
import wml.api.plan.QuitMode;
import wml.api.plan.RunPlan;
import wml.api.plan.VirtualMachinePlan;
import wml.api.units.Sizes;
import wml.grammar.format.Remarks;
import wml.runtime.fileset.FilesetBuilder;
import wml.runtime.fileset.LaidOutFileset;

/**
 * A workload in words: what it can be told, what it does, what it asks about, what it can't show.
 */
public final class Description {
  private static final int WIDTH = 100;

  private final StringBuilder out = new StringBuilder();
  private final Plan plan;
  private final OptionalLong memoryBytes;

  private Description(Plan plan, OptionalLong memoryBytes) {
    this.plan = plan;
    this.memoryBytes = memoryBytes;
  }

  /**
   * @param memoryBytes of this machine; empty if unknown
   */
  public static String of(
      Plan plan, Remarks remarks, OptionalLong memoryBytes, long seed, boolean compat) {
    return new Description(plan, memoryBytes).write(remarks, seed, compat);
  }

  private String write(Remarks remarks, long seed, boolean compat) {
    remarks.title().forEach(line -> out.append(line).append('\n'));
    parameters();
    if (plan.parameters().isEmpty()) {
      variables(remarks.variables());
    }
    List<RunFacts> runs = new ArrayList<>();
    for (RunPlan run : plan.runs()) {
      long bytes =
          FilesetBuilder.layOut(run.filesets(), seed, compat).stream()
              .mapToLong(LaidOutFileset::totalBytes)
              .sum();
      runs.add(RunFacts.of(run, bytes, memoryBytes));
    }
    for (int i = 0; i < runs.size(); i++) {
      if (i == 0 || i == runs.size() - 1) {
        heading(runs.size() == 1 ? "run" : "run " + (i + 1) + " of " + runs.size());
        run(runs.get(i), FilesetBuilder.layOut(runs.get(i).plan().filesets(), seed, compat), runs);
      } else if (i == 1) {
        heading("runs 2 to " + (runs.size() - 1) + " stand between the first and the last");
      }
    }
    if (runs.isEmpty()) {
      heading("runs");
      line("  none: it only creates files or prints");
    }
    return out.toString();
  }

  private void heading(String text) {
    out.append(out.isEmpty() ? "" : "\n").append(text).append('\n');
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void parameters() {
    if (plan.parameters().isEmpty()) {
      return;
    }
    heading("parameters, set with -D name=value");
    int names = width(plan.parameters().stream().map(Parameter::name).toList());
    int values = Math.min(24, width(plan.parameters().stream().map(Parameter::value).toList()));
    for (Parameter p : plan.parameters()) {
      String start = "  $" + pad(p.name(), names) + "  " + pad(p.value(), values) + "  ";
      String unit = p.unit().isEmpty() ? "" : " in " + p.unit();
      String doc = p.doc().isEmpty() ? "" : p.doc() + "; ";
      line(start + doc + p.type().words() + unit + limits(p));
    }
  }

  private static String limits(Parameter p) {
    return (p.min() == null ? "" : ", at least " + p.min())
        + (p.max() == null ? "" : ", at most " + p.max())
        + (p.values().isEmpty() ? "" : ", one of " + String.join(" ", p.values()))
        + (p.value().equals(p.defaultText()) || p.defaultText() == null
            ? ""
            : ", else " + p.defaultText());
  }

  private void variables(Map<String, String> remarks) {
    if (plan.variables().isEmpty()) {
      return;
    }
    heading("variables, set with -D name=value");
    int names = width(plan.variables().keySet());
    int values = Math.min(24, width(plan.variables().values()));
    plan.variables()
        .forEach(
            (name, value) -> {
              String remark = remarks.getOrDefault(name, "");
              String text = "  $" + pad(name, names) + "  " + pad(value, values) + "  " + remark;
              line(text.stripTrailing());
            });
  }

  private void run(RunFacts run, List<LaidOutFileset> filesets, List<RunFacts> all) {
    run.plan().point().forEach((name, value) -> line("  " + name + " = " + value));
    line("  " + duration(run.plan()));
    filesets.stream().filter(f -> f.plan().machine().isEmpty()).forEach(this::fileset);
    machines(run.plan(), filesets);
    run.crews().forEach(this::crew);
    if (!run.plan().gate().isEmpty()) {
      List<String> metrics = run.plan().gate().stream().map(GatedMetric::text).toList();
      wrapped("  its gate compares: ", String.join(", ", metrics));
    }
    line("  dimensions");
    for (Dimension d : Dimension.of(run, all)) {
      line("    " + pad(d.verdict().words(), 15) + pad(d.name(), 9) + " " + d.reason());
    }
    line("  what it can not show");
    BlindSpots.of(run, all).forEach(sentence -> wrapped("    - ", sentence));
  }

  private static String duration(RunPlan run) {
    String time =
        run.phases().size() > 1
            ? run.phases().stream()
                .map(
                    p ->
                        p.kind().word()
                            + (p.seconds() == null ? "" : " " + number(p.seconds()) + " s"))
                .collect(Collectors.joining(", "))
            : run.durationSeconds() != null
                ? "for " + number(run.durationSeconds()) + " s"
                : run.quitMode() == QuitMode.FIRST_DONE
                    ? "until the first thread is done"
                    : "until all threads are done";
    return run.eventsPerSecond() > 0
        ? time + ", at most " + number(run.eventsPerSecond()) + " events per second"
        : time;
  }

  private void machines(RunPlan run, List<LaidOutFileset> filesets) {
    for (HypervisorPlan hypervisor : run.hypervisors()) {
      for (VirtualMachinePlan machine : hypervisor.machines()) {
        line(
            String.format(
                Locale.ROOT,
                "  %s/%s: %,d virtual machines, each with files of its own",
                hypervisor.name(),
                machine.name(),
                (long) hypervisor.instances() * machine.instances()));
      }
    }
    long bytes =
        filesets.stream()
            .filter(f -> !f.plan().machine().isEmpty())
            .mapToLong(LaidOutFileset::totalBytes)
            .sum();
    if (bytes > 0) {
      line("  files of all virtual machines: " + Sizes.format((double) bytes));
    }
  }

  private void fileset(LaidOutFileset f) {
    line(
        String.format(
            Locale.ROOT,
            "  %s: %,d %s of %s in all, in %,d %s; %s in %,d %s when the run starts",
            f.name(),
            f.fileCount(),
            f.fileCount() == 1 ? "file" : "files",
            Sizes.format((double) f.totalBytes()),
            f.directoryCount(),
            f.directoryCount() == 1 ? "directory" : "directories",
            Sizes.format((double) f.preallocatedBytes()),
            f.preallocatedFiles(),
            f.preallocatedFiles() == 1 ? "file" : "files"));
  }

  private void crew(RunFacts.Crew crew) {
    String threads = crew.threads() == 1 ? "thread" : "threads";
    String size = String.format(Locale.ROOT, "%,d %s", crew.threads(), threads);
    line("  " + crew.name() + ": " + size + ", again and again");
    Turn turn = crew.turn();
    for (Turn.Operation o : turn.operations()) {
      String times = o.times() == 1 ? "" : number(o.times()) + " times: ";
      String doc = o.call().type().signature().doc();
      wrapped("    " + o.call().name() + ": ", times + firstSentence(doc));
    }
    double all = turn.total();
    if (all > 0) {
      StringBuilder shares = new StringBuilder();
      for (OperationKind kind : OperationKind.values()) {
        double count = turn.count(kind);
        if (kind != OperationKind.NONE && count > 0) {
          shares.append(shares.isEmpty() ? "" : ", ");
          String share = String.format(Locale.ROOT, "%.0f %%", 100 * count / all);
          shares.append(share).append(' ').append(kind.name().toLowerCase(Locale.ROOT));
        }
      }
      line("    " + number(all) + " operations a turn: " + shares);
    }
  }

  private static String firstSentence(String doc) {
    int end = doc.indexOf(". ");
    return end < 0 ? doc : doc.substring(0, end + 1);
  }

  /** A text that goes on below its start. */
  private void wrapped(String start, String text) {
    StringBuilder line = new StringBuilder(start);
    boolean first = true;
    for (String word : text.split(" ", -1)) {
      if (!first && line.length() + 1 + word.length() > WIDTH) {
        line(line.toString());
        line.setLength(0);
        line.append(" ".repeat(6)).append(word);
      } else {
        line.append(first ? "" : " ").append(word);
      }
      first = false;
    }
    line(line.toString());
  }

  private static int width(Iterable<String> texts) {
    int width = 0;
    for (String text : texts) {
      width = Math.max(width, text.length());
    }
    return width;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
