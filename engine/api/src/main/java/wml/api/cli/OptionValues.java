package wml.api.cli;

import org.jspecify.annotations.Nullable;
import wml.api.units.Durations;

/** What commands' options say, as values; what says nothing is null. */
public final class OptionValues {
  private OptionValues() {}

  /**
   * How long a run takes, in seconds.
   *
   * @param option its name, for the message
   * @throws UsageException if it is no duration above 0
   */
  public static @Nullable Double seconds(String option, @Nullable String duration) {
    if (duration == null) {
      return null;
    }
    try {
      double seconds = Durations.parseNanos(duration) / 1e9;
      if (seconds <= 0) {
        throw new UsageException(option + ": a run takes longer than 0 s");
      }
      return seconds;
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage());
    }
  }
}
