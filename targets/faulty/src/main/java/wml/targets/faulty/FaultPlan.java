package wml.targets.faulty;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import wml.api.target.ErrorKind;
import wml.api.target.Options;
import wml.api.units.Nearest;

/**
 * Which faults happen, and how often.
 *
 * @param stallStartNanos when the stall begins, on the clock of {@link FaultClock}
 */
record FaultPlan(
    Set<Operation> operations,
    double errors,
    ErrorKind kind,
    double shortTransfers,
    double delayed,
    long delayNanos,
    long stallStartNanos,
    long stallNanos,
    DamagePlan damage) {
  static FaultPlan of(Options options, long nowNanos) {
    return new FaultPlan(
        Operation.parse(options.text("ops")),
        options.probability("errors"),
        kind(options.text("errno")),
        options.probability("short"),
        options.probability("delayed"),
        options.nanos("delay"),
        nowNanos + options.nanos("stallafter"),
        options.nanos("stall"),
        DamagePlan.of(options));
  }

  /** For who lays filesets out: they are to be right at the start. */
  FaultPlan withoutDamage() {
    return new FaultPlan(
        operations,
        errors,
        kind,
        shortTransfers,
        delayed,
        delayNanos,
        stallStartNanos,
        stallNanos,
        DamagePlan.NONE);
  }

  private static ErrorKind kind(String text) {
    String name = text.toUpperCase(Locale.ROOT);
    for (ErrorKind kind : ErrorKind.values()) {
      if (kind.name().equals(name)) {
        return kind;
      }
    }
    List<String> names = Arrays.stream(ErrorKind.values()).map(Enum::name).toList();
    throw new IllegalArgumentException(
        "option 'errno' of target 'faulty' is '"
            + text
            + "'"
            + Nearest.hint(name, names)
            + "; it takes one of "
            + names);
  }
}
