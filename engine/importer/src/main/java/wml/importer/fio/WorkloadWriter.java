package wml.importer.fio;

import java.nio.file.Path;
import wml.importer.fio.Node.Branch;
import wml.importer.fio.Node.Flowop;
import wml.importer.fio.Node.Mix;
import wml.importer.fio.Node.Repeat;
import wml.importer.fio.Workload.Files;
import wml.importer.fio.Workload.Parameter;
import wml.importer.fio.Workload.ProcessDefinition;

/** Writes a workload for people to read. */
final class WorkloadWriter {
  private static final int LINE = 100;

  private final StringBuilder out = new StringBuilder();

  private WorkloadWriter() {}

  static String write(String from, Workload workload) {
    WorkloadWriter writer = new WorkloadWriter();
    Path name = Path.of(from).getFileName();
    writer.line(
        0, "# Made by 'wml import fio' from " + clean(name == null ? from : name.toString()));
    writer.line(0, "");
    writer.head(workload);
    workload.files().forEach(writer::files);
    workload.processes().forEach(writer::process);
    for (Workload.Run run : workload.runs()) {
      writer.line(0, "");
      if (!run.comment().isEmpty()) {
        writer.line(0, "# " + clean(run.comment()));
      }
      run.settings().forEach((variable, value) -> writer.line(0, "set " + variable + "=" + value));
      writer.line(0, ("run " + run.time()).strip());
    }
    return writer.out.toString();
  }

  private void head(Workload workload) {
    line(0, "set $dir=" + workload.directory());
    for (Parameter p : workload.parameters()) {
      line(
          0,
          "param %s=%s,type=%s,doc=\"%s\"".formatted(p.variable(), p.value(), p.type(), p.doc()));
    }
    if (workload.allDone()) {
      line(0, "set mode quit alldone");
    }
    line(0, "");
  }

  private void files(Files files) {
    if (!files.comment().isEmpty()) {
      line(0, "# " + clean(files.comment()));
    }
    boolean single = files.entries().isEmpty();
    line(
        0,
        "define %s name=%s,path=%s,size=%s%s%s"
            .formatted(
                single ? "file" : "fileset",
                files.name(),
                files.path(),
                files.size(),
                single ? "" : ",entries=" + files.entries(),
                files.exist() ? ",prealloc" : ""));
  }

  private void process(ProcessDefinition process) {
    line(0, "");
    process.comments().forEach(c -> line(0, "# " + clean(c)));
    String instances = process.instances().equals("1") ? "" : ",instances=" + process.instances();
    String nice = process.nice() == 0 ? "" : ",nice=" + process.nice();
    String priority = process.ioPriority() < 0 ? "" : ",ioprio=" + process.ioPriority();
    line(0, "define process name=" + process.name() + instances + nice + " {");
    line(1, "thread name=worker" + priority + " {");
    process.steps().forEach(step -> step(2, "", step));
    line(1, "}");
    line(0, "}");
  }

  private void step(int depth, String before, Node node) {
    switch (node) {
      case Flowop f -> line(depth, before + flowop(f));
      case Repeat r -> {
        String head = before + "repeat " + r.times() + " {";
        String only = r.body().getFirst() instanceof Flowop f ? head + " " + flowop(f) + " }" : "";
        if (r.body().size() == 1 && !only.isEmpty() && only.length() + 2 * depth <= LINE) {
          line(depth, only);
          return;
        }
        line(depth, head);
        r.body().forEach(step -> step(depth + 1, "", step));
        line(depth, "}");
      }
      case Mix m -> {
        line(depth, before + "mix {");
        for (Branch branch : m.branches()) {
          branch(depth + 1, branch);
        }
        line(depth, "}");
      }
    }
  }

  /** A branch is a flowop or a block. */
  private void branch(int depth, Branch branch) {
    if (branch.what() instanceof Flowop) {
      step(depth, branch.percent() + "% ", branch.what());
      return;
    }
    line(depth, branch.percent() + "% {");
    step(depth + 1, "", branch.what());
    line(depth, "}");
  }

  private static String flowop(Flowop f) {
    String attributes = f.attributes().isEmpty() ? "" : "," + String.join(",", f.attributes());
    return "flowop " + f.keyword() + " name=" + f.name() + attributes;
  }

  private void line(int depth, String text) {
    out.append("  ".repeat(text.isEmpty() ? 0 : depth)).append(text).append('\n');
  }

  /** Comments hold text of the job file. */
  private static String clean(String comment) {
    return comment.replaceAll("\\p{Cc}", "?");
  }
}
