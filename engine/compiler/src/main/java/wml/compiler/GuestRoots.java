package wml.compiler;

import java.util.ArrayList;
import java.util.List;
import wml.api.plan.FilesetPlan;
import wml.api.plan.Guest;
import wml.api.plan.HypervisorPlan;
import wml.api.plan.RunPlan;

/**
 * Gives the filesets of virtual machines their places: a machine's root is the directory {@code
 * hypervisor#i/vm#j} below a fileset's path. Nothing else knows that it is one.
 */
final class GuestRoots {
  private GuestRoots() {}

  /** The copies of all machines of some hypervisors. */
  static List<FilesetPlan> place(List<HypervisorPlan> hypervisors) {
    List<FilesetPlan> out = new ArrayList<>();
    for (Guest guest : RunPlan.guests(hypervisors)) {
      for (FilesetPlan inside : guest.machine().filesets()) {
        String slash = inside.path().endsWith("/") ? "" : "/";
        out.add(inside.copy(guest.name(), inside.path() + slash + guest.name()));
      }
    }
    return out;
  }
}
