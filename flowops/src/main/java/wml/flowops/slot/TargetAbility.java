package wml.flowops.slot;

import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.target.Capability;

/** The session's capabilities, for flowops that can't do without one. */
public final class TargetAbility {
  private TargetAbility() {}

  /**
   * @throws BindException if the target lacks it, which the checker tells first where it knows the
   *     target
   */
  public static <C extends Capability> C of(Binding binding, Class<C> type, String keyword)
      throws BindException {
    C capability = binding.session().capability(type);
    if (capability == null) {
      throw new BindException(keyword + " needs a target with " + type.getSimpleName());
    }
    return capability;
  }
}
