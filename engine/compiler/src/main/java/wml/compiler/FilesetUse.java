package wml.compiler;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Signature;
import wml.api.plan.ProcessPlan;
import wml.api.plan.Step;
import wml.api.plan.ThreadPlan;
import wml.api.plan.Value;

/** Which filesets the processes of one machine name, and what for. */
final class FilesetUse {
  private final Set<String> named = new HashSet<>();
  private final Set<String> opened = new HashSet<>();
  private final Set<String> created = new HashSet<>();

  static FilesetUse of(List<ProcessPlan> processes) {
    FilesetUse use = new FilesetUse();
    for (ProcessPlan process : processes) {
      for (ThreadPlan thread : process.threads()) {
        Step.calls(thread.steps()).forEach(use::add);
      }
    }
    return use;
  }

  private void add(Step.Call call) {
    Value fileset = call.attributes().get(CommonAttributes.FILESET.name());
    if (fileset == null || fileset.toString().isEmpty()) {
      return;
    }
    String name = fileset.toString();
    Signature signature = call.type().signature();
    named.add(name);
    if (signature.effect() == Signature.Effect.CREATES_FILE) {
      created.add(name);
    } else if (signature.attributes().contains(CommonAttributes.FD)) {
      opened.add(name);
    }
  }

  boolean names(String fileset) {
    return named.contains(fileset);
  }

  /** Whether files are opened that nothing creates: they can only be there from the start. */
  boolean needsFiles(String fileset) {
    return opened.contains(fileset) && !created.contains(fileset);
  }
}
