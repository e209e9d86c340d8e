package wml.runtime.run;

import org.jspecify.annotations.Nullable;

/**
 * What the command line says of all runs of a workload.
 *
 * @param seed the same seed gives the same operations per thread
 * @param compat Filebench's meaning of random offsets, wrapping and whole-file writes
 * @param seconds replaces the duration of every run, of its measure phase if it has phases; null
 *     keeps it
 * @param operationsPerSecond arrivals of the whole run, evenly over all threads, whatever rates the
 *     file gives; null keeps those
 * @param steady whether a result is that of the steady part of its run
 * @param between what is done before each run, once its filesets stand
 */
public record RunSettings(
    long seed,
    boolean compat,
    @Nullable Double seconds,
    @Nullable Double operationsPerSecond,
    boolean steady,
    Between between) {
  /** Of runs that take place once, as a whole, with the arrivals of the file. */
  public RunSettings(long seed, boolean compat, @Nullable Double seconds) {
    this(seed, compat, seconds, null, false, new Between.Nothing());
  }

  /**
   * The same under another rate.
   *
   * @param perSecond null: that of the file, or none
   */
  public RunSettings at(@Nullable Double perSecond) {
    return new RunSettings(seed, compat, seconds, perSecond, steady, between);
  }
}
