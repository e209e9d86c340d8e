package wml.importer.fio;

import java.nio.file.Path;
import wml.importer.fio.Node.Branch;
import wml.importer.fio.Node.Flowop;
import wml.importer.fio.Node.Mix;
import wml.importer.fio.Node.Repeat;
import wml.importer.fio.Workload.Files;
import wml.importer.fio.Workload.Parameter;
import wml.importer.fio.Workload.ProcessDefinition;

/** Writes a workload, one statement a line; the formatter lays it out. */
final class WorkloadWriter {
  private final StringBuilder out = new StringBuilder();

  private WorkloadWriter() {}

  static String write(String from, Workload workload) {
    WorkloadWriter writer = new WorkloadWriter();
    Path name = Path.of(from).getFileName();
    writer.line("# Made by 'wml import fio' from " + clean(name == null ? from : name.toString()));
    writer.line("");
    writer.head(workload);
    workload.files().forEach(writer::files);
    workload.processes().forEach(writer::process);
    for (Workload.Run run : workload.runs()) {
      writer.line("");
      if (!run.comment().isEmpty()) {
        writer.line("# " + clean(run.comment()));
      }
      run.settings().forEach((variable, value) -> writer.line("set " + variable + "=" + value));
      writer.line(("run " + run.time()).strip());
    }
    return writer.out.toString();
  }

  private void head(Workload workload) {
    line("set $dir=" + workload.directory());
    for (Parameter p : workload.parameters()) {
      line("param %s=%s,type=%s,doc=\"%s\"".formatted(p.variable(), p.value(), p.type(), p.doc()));
    }
    if (workload.allDone()) {
      line("set mode quit alldone");
    }
    line("");
  }

  private void files(Files files) {
    if (!files.comment().isEmpty()) {
      line("# " + clean(files.comment()));
    }
    boolean single = files.entries().isEmpty();
    line(
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
    line("");
    process.comments().forEach(c -> line("# " + clean(c)));
    String instances = process.instances().equals("1") ? "" : ",instances=" + process.instances();
    String nice = process.nice() == 0 ? "" : ",nice=" + process.nice();
    String priority = process.ioPriority() < 0 ? "" : ",ioprio=" + process.ioPriority();
    line("define process name=" + process.name() + instances + nice + " {");
    line("thread name=worker" + priority + " {");
    process.steps().forEach(step -> step("", step));
    line("}");
    line("}");
  }

  private void step(String before, Node node) {
    switch (node) {
      case Flowop f -> line(before + flowop(f));
      case Repeat r -> {
        String head = before + "repeat " + r.times() + " {";
        if (r.body().size() == 1 && r.body().getFirst() instanceof Flowop only) {
          line(head + " " + flowop(only) + " }");
        } else {
          line(head);
          r.body().forEach(step -> step("", step));
          line("}");
        }
      }
      case Mix m -> {
        line(before + "mix {");
        m.branches().forEach(this::branch);
        line("}");
      }
    }
  }

  /** A branch is a flowop or a block. */
  private void branch(Branch branch) {
    String weight = branch.percent() + "% ";
    if (branch.what() instanceof Flowop) {
      step(weight, branch.what());
    } else {
      line(weight + "{");
      step("", branch.what());
      line("}");
    }
  }

  private static String flowop(Flowop f) {
    String attributes = f.attributes().isEmpty() ? "" : "," + String.join(",", f.attributes());
    return "flowop " + f.keyword() + " name=" + f.name() + attributes;
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  /** Comments hold text of the job file. */
  private static String clean(String comment) {
    return comment.replaceAll("\\p{Cc}", "?");
  }
}
