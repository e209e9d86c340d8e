package wml.api.plan;

import wml.api.source.SourcePosition;
import wml.api.target.Options;
import wml.api.target.Target;

/** The target that a {@code target} statement chose. */
public record TargetPlan(Target target, Options options, SourcePosition at) {
  /** Name and options: equal for what is the same deployment. */
  public String key() {
    return target.info().name() + options.text();
  }
}
