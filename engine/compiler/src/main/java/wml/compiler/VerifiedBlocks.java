package wml.compiler;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Signature;
import wml.api.plan.FilesetPlan;
import wml.api.plan.ProcessPlan;
import wml.api.plan.Step;
import wml.api.plan.ThreadPlan;
import wml.api.plan.Value;
import wml.api.target.Capability;
import wml.grammar.diagnostic.Code;
import wml.grammar.syntax.Span;

/**
 * Refuses what can't be done to filesets whose blocks are verified: transfers that are not whole
 * blocks, and flowops that change files in other ways.
 */
final class VerifiedBlocks {
  private final Map<Step.Call, Span> places;
  private final Evaluator evaluator;

  VerifiedBlocks(Map<Step.Call, Span> places, Evaluator evaluator) {
    this.places = places;
    this.evaluator = evaluator;
  }

  /** Checks the processes of one machine, with all its filesets. */
  void check(List<ProcessPlan> processes, List<FilesetPlan> filesets) {
    if (filesets.stream().noneMatch(f -> f.contents().verified())) {
      return;
    }
    for (ProcessPlan process : processes) {
      for (ThreadPlan thread : process.threads()) {
        for (Step.Call call : Step.calls(thread.steps())) {
          Span span = places.get(call);
          FilesetPlan verified = verified(call, filesets);
          if (span != null && verified != null) {
            check(call, verified, span);
          }
        }
      }
    }
  }

  /** The verified fileset that a flowop works on, or may: then it names none. */
  private static @Nullable FilesetPlan verified(Step.Call call, List<FilesetPlan> filesets) {
    Value named = call.attributes().get(CommonAttributes.FILESET.name());
    for (FilesetPlan fileset : filesets) {
      boolean may = named == null || named.toString().equals(fileset.name());
      if (may && fileset.contents().verified()) {
        return fileset;
      }
    }
    return null;
  }

  private void check(Step.Call call, FilesetPlan fileset, Span span) {
    Signature signature = call.type().signature();
    boolean named = call.attributes().containsKey(CommonAttributes.FILESET.name());
    if (!call.type().keepsBlocks()) {
      refuse(
          span,
          "%s would break the verified blocks of fileset '%s'"
              .formatted(signature.keyword(), fileset.name()),
          "use another flowop, or leave out verify");
      return;
    }
    if (!named
        || signature.direction() == Signature.Direction.NONE
        || signature.needs().contains(Capability.ExtendedAttributes.class)) {
      return;
    }
    int block = fileset.contents().verifyBytes();
    for (String name : List.of("iosize", "workingset", "offset")) {
      Value value = call.attributes().get(name);
      boolean whole =
          switch (value) {
            case Value.Whole w -> w.value() % block == 0;
            case Value.Random r ->
                name.equals("offset")
                    || (r.variable().round() > 0
                        && r.variable().round() % block == 0
                        && r.variable().min() % block == 0
                        && (r.variable().max() == Double.MAX_VALUE
                            || r.variable().max() % block == 0));
            case null, default -> true;
          };
      if (!whole) {
        refuse(
            span,
            "%s=%s is not whole verified blocks of %d".formatted(name, value, block),
            "use multiples of it (a random variable: round=%d), or another verifyblock"
                .formatted(block));
      }
    }
    Value depth = call.attributes().get("iodepth");
    if (depth instanceof Value.Whole w && w.value() > 1) {
      refuse(
          span,
          "blocks of fileset '" + fileset.name() + "' can't be verified with iodepth=" + depth,
          "leave out iodepth or verify; more threads give more operations at once");
    }
  }

  private void refuse(Span span, String what, String how) {
    evaluator.error(Code.BAD_COMBINATION, span, what, how);
  }
}
