package wml.compiler;

import org.jspecify.annotations.Nullable;
import wml.api.plan.TargetPlan;
import wml.api.target.TargetInfo;

/** What runs at this place of the script go to. */
final class CurrentTarget {
  private @Nullable TargetInfo info;
  private @Nullable TargetPlan plan;

  /**
   * @param info of the target that counts until a statement chooses another; null checks none
   */
  CurrentTarget(@Nullable TargetInfo info) {
    this.info = info;
  }

  void choose(TargetPlan chosen) {
    info = chosen.target().info(chosen.options());
    plan = chosen;
  }

  /** Whose capabilities are checked; null: nobody's. */
  @Nullable TargetInfo info() {
    return info;
  }

  /** What a statement chose; null: the target that the script is given. */
  @Nullable TargetPlan plan() {
    return plan;
  }
}
