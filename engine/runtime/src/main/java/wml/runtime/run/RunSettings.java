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
 * @param warmUp whether the just-in-time compiler is warmed before a run
 * @param namesStay results keep the names of hosts and users
 * @param steady whether a result is that of the steady part of its run
 * @param between what is done before each run, once its filesets stand
 * @param turns in which runs work, and with whom; null: runs work as their file says
 */
public record RunSettings(
    long seed,
    boolean compat,
    @Nullable Double seconds,
    @Nullable Double operationsPerSecond,
    boolean warmUp,
    boolean namesStay,
    boolean steady,
    Between between,
    @Nullable TurnTaking turns) {
  /** Of runs that take no turns. */
  public RunSettings(
      long seed,
      boolean compat,
      @Nullable Double seconds,
      @Nullable Double operationsPerSecond,
      boolean warmUp,
      boolean namesStay,
      boolean steady,
      Between between) {
    this(seed, compat, seconds, operationsPerSecond, warmUp, namesStay, steady, between, null);
  }

  /**
   * Of runs that take place once, as a whole, with the arrivals of the file, and a compiler that is
   * as warm as it is.
   */
  public RunSettings(long seed, boolean compat, @Nullable Double seconds) {
    this(seed, compat, seconds, null, false, false, false, new Between.Nothing());
  }

  /**
   * The same under another rate.
   *
   * @param perSecond null: that of the file, or none
   */
  public RunSettings at(@Nullable Double perSecond) {
    return new RunSettings(
        seed, compat, seconds, perSecond, warmUp, namesStay, steady, between, turns);
  }

  /** The same with a warm compiler. */
  public RunSettings warmed() {
    return new RunSettings(
        seed, compat, seconds, operationsPerSecond, true, namesStay, steady, between, turns);
  }

  /** The same in turns. */
  public RunSettings in(TurnTaking table) {
    return new RunSettings(
        seed, compat, seconds, operationsPerSecond, warmUp, namesStay, steady, between, table);
  }
}
