package wml.gate.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Signature;
import wml.api.plan.Plan;
import wml.api.plan.ProcessPlan;
import wml.api.plan.QuitMode;
import wml.api.plan.RunPlan;
import wml.api.plan.Step;
import wml.api.plan.ThreadPlan;
import wml.api.plan.Value;
import wml.api.target.Deployment;
import wml.api.target.Durability;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.api.target.Target;

/**
 * Whether two processes may work in turns, and why.
 *
 * @param why a sentence for people, without a full stop
 */
public record Mode(boolean slices, String why) {
  private static final Set<String> GROWING =
      Set.of("appendfile", "appendfilerand", "truncatefile", "fallocate", "copyrange");

  /** Where the files of a side go. */
  public record Place(Target target, Options options, String directory) {}

  /** What is allowed for a workload, as one side would run it. */
  public static Mode of(Plan plan, Place place) throws IOException {
    String against = objection(plan);
    if (against.isEmpty() && writes(plan.runs().getFirst()) && !inMemory(place)) {
      against = "what it writes may go on to storage after the call";
    }
    return against.isEmpty()
        ? new Mode(true, "nothing of the workload depends on pauses")
        : new Mode(false, against);
  }

  /** The first thing that depends on pauses; else empty. */
  private static String objection(Plan plan) {
    if (plan.runs().size() != 1) {
      return "the file has " + plan.runs().size() + " runs";
    }
    RunPlan run = plan.runs().getFirst();
    if (run.phases().size() != 1) {
      return "the run has phases";
    }
    if (run.durationSeconds() == null || run.quitMode() != QuitMode.TIMEOUT) {
      return "the run ends by itself";
    }
    if (run.eventsPerSecond() > 0) {
      return "events are generated over time";
    }
    if (run.snapshotSeconds() > 0) {
      return "it takes snapshots (psrun)";
    }
    for (ProcessPlan process : processes(run)) {
      for (ThreadPlan thread : process.threads()) {
        if (process.arrivals() != null || thread.arrivals() != null) {
          return "it has a rate";
        }
        for (Step.Call call : Step.calls(thread.steps())) {
          String against = objection(call);
          if (!against.isEmpty()) {
            return "flowop '%s' %s".formatted(call.name(), against);
          }
        }
      }
    }
    return "";
  }

  private static String objection(Step.Call call) {
    Signature signature = call.type().signature();
    if (call.attributes().containsKey(CommonAttributes.RATE.name())) {
      return "has a rate";
    }
    if (call.attributes().containsKey(CommonAttributes.THINK.name())) {
      return "pauses";
    }
    if (signature.category() == Signature.Category.OTHER) {
      return "(%s) waits or ends the run".formatted(signature.keyword());
    }
    if (signature.category() == Signature.Category.SYNC) {
      return "(%s) waits for other threads".formatted(signature.keyword());
    }
    if (signature.category() == Signature.Category.AIO || isDeep(call)) {
      return "keeps requests under way";
    }
    if (signature.effect() != Signature.Effect.NONE || GROWING.contains(signature.keyword())) {
      return "(%s) changes the files that later ones meet".formatted(signature.keyword());
    }
    return "";
  }

  private static boolean isDeep(Step.Call call) {
    Value depth = call.attributes().get(CommonAttributes.IO_DEPTH.name());
    return depth != null && !(depth instanceof Value.Whole w && w.value() <= 1);
  }

  private static boolean writes(RunPlan run) {
    return processes(run).stream()
        .flatMap(p -> p.threads().stream())
        .flatMap(t -> Step.calls(t.steps()).stream())
        .anyMatch(c -> c.type().signature().direction() == Signature.Direction.WRITE);
  }

  private static boolean inMemory(Place place) throws IOException {
    try (Deployment deployed =
        place.target().deploy(place.options(), new Scope(1, sentence -> {}))) {
      return deployed.describe(place.directory()).durability() == Durability.RAM;
    }
  }

  private static List<ProcessPlan> processes(RunPlan run) {
    List<ProcessPlan> all = new ArrayList<>(run.processes());
    run.guests().forEach(guest -> all.addAll(guest.machine().processes()));
    return all;
  }
}
