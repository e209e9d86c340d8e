package wml.runtime.run;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import wml.api.plan.FilesetPlan;
import wml.api.plan.Guest;
import wml.api.plan.HypervisorPlan;
import wml.api.plan.MachineProfile;
import wml.api.plan.ProcessPlan;
import wml.api.plan.VirtualMachinePlan;
import wml.api.units.Sizes;
import wml.runtime.fileset.LaidOutFileset;

/** Hypervisors in the text of a plan: each definition once, with the number of its instances. */
final class GuestText {
  private GuestText() {}

  static void hypervisor(
      StringBuilder out, HypervisorPlan h, List<LaidOutFileset> filesets, boolean isLast) {
    out.append(isLast ? "└─ " : "├─ ").append("hypervisor ").append(h.name());
    out.append(h.instances() == 1 ? "" : " x " + h.instances());
    out.append(profile(h.profile())).append('\n');
    String indent = isLast ? "   " : "│  ";
    int left = h.machines().size();
    for (VirtualMachinePlan machine : h.machines()) {
      machine(out, h, machine, filesets, indent, --left == 0);
    }
  }

  private static void machine(
      StringBuilder out,
      HypervisorPlan h,
      VirtualMachinePlan vm,
      List<LaidOutFileset> filesets,
      String before,
      boolean isLast) {
    int count = h.instances() * vm.instances();
    out.append(before).append(isLast ? "└─ " : "├─ ").append("vm ").append(vm.name());
    out.append(vm.instances() == 1 ? "" : " x " + vm.instances());
    out.append(count == 1 ? "" : String.format(Locale.ROOT, " (%,d in all)", count));
    out.append(profile(vm.profile())).append('\n');
    String indent = before + (isLast ? "   " : "│  ");
    Set<String> names = names(h, vm);
    List<LaidOutFileset> own = filesets.stream().filter(f -> names.contains(f.machine())).toList();
    int left = vm.filesets().size() + vm.processes().size();
    for (FilesetPlan fileset : vm.filesets()) {
      out.append(indent).append(--left == 0 ? "└─ " : "├─ ");
      fileset(out, fileset.name(), own);
    }
    for (ProcessPlan process : vm.processes()) {
      PlanText.process(out, process, indent, --left == 0);
    }
    if (vm.processes().isEmpty()) {
      out.append(indent).append("└─ nothing runs here\n");
    }
  }

  /** The first machine's copy, and what all copies take. */
  private static void fileset(StringBuilder out, String name, List<LaidOutFileset> filesets) {
    long bytes = 0;
    int copies = 0;
    for (LaidOutFileset f : filesets) {
      if (f.name().equals(name)) {
        if (copies == 0) {
          out.append(PlanText.fileset(f, f.plan().path()));
        }
        bytes += f.totalBytes();
        copies++;
      }
    }
    if (copies > 1) {
      out.append(
          String.format(
              Locale.ROOT, "; %,d copies, %s in all", copies, Sizes.format((double) bytes)));
    }
    out.append('\n');
  }

  private static Set<String> names(HypervisorPlan h, VirtualMachinePlan vm) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < h.instances(); i++) {
      for (int j = 0; j < vm.instances(); j++) {
        names.add(new Guest(h, i, vm, j).name());
      }
    }
    return names;
  }

  private static String profile(MachineProfile p) {
    return ", type "
        + p.type()
        + p.settings().entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", ", " (profile " + p.name() + ": ", ")"));
  }
}
