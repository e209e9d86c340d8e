package wml.runtime.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wml.api.fileset.Fileset;
import wml.api.plan.Guest;
import wml.api.plan.ProcessPlan;
import wml.api.plan.RunPlan;
import wml.api.plan.ThreadPlan;
import wml.runtime.fileset.LaidOutFileset;
import wml.runtime.worker.Machine;
import wml.runtime.worker.RunShared;
import wml.runtime.worker.Worker;

/** The thread instances of a run. */
final class RunThreads {
  private RunThreads() {}

  static int count(RunPlan plan) {
    int threads = count(plan.processes());
    for (Guest guest : plan.guests()) {
      threads += count(guest.machine().processes());
    }
    return threads;
  }

  private static int count(List<ProcessPlan> processes) {
    int threads = 0;
    for (ProcessPlan p : processes) {
      for (ThreadPlan t : p.threads()) {
        threads += p.instances() * t.instances();
      }
    }
    return threads;
  }

  /** Those of the physical client, then those of each virtual machine. */
  static List<Worker> of(RunPlan plan, RunShared run, List<LaidOutFileset> filesets) {
    Map<String, Map<String, Fileset>> byMachine = new HashMap<>();
    for (LaidOutFileset f : filesets) {
      byMachine.computeIfAbsent(f.machine(), m -> new LinkedHashMap<>()).put(f.name(), f);
    }
    Machine physical = new Machine(null, byMachine.getOrDefault("", Map.of()));
    List<Worker> out = new ArrayList<>(of(run, physical, plan.processes(), 0));
    for (Guest guest : plan.guests()) {
      Machine machine = new Machine(guest, byMachine.getOrDefault(guest.name(), Map.of()));
      out.addAll(of(run, machine, guest.machine().processes(), out.size()));
    }
    if (run.operationsPerSecond != null) {
      List<Worker> counting = out.stream().filter(w -> w.pacer().counts()).toList();
      for (int i = 0; i < counting.size(); i++) {
        counting.get(i).pacer().share(i, counting.size());
      }
    }
    return out;
  }

  /**
   * @param first how many threads of the run come before
   */
  private static List<Worker> of(
      RunShared run, Machine machine, List<ProcessPlan> processes, int first) {
    List<Worker> out = new ArrayList<>();
    for (ProcessPlan process : processes) {
      for (int i = 0; i < process.instances(); i++) {
        for (ThreadPlan thread : process.threads()) {
          for (int j = 0; j < thread.instances(); j++) {
            out.add(new Worker(run, machine, process, i, thread, j, first + out.size()));
          }
        }
      }
    }
    machine.workers(out);
    return out;
  }
}
