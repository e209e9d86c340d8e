package wml.runtime.run;

import org.jspecify.annotations.Nullable;

/**
 * What the command line says of all runs of a workload.
 *
 * @param seed the same seed gives the same operations per thread
 * @param compat Filebench's meaning of random offsets, wrapping and whole-file writes
 * @param seconds replaces the duration of every run, of its measure phase if it has phases; null
 *     keeps it
 * @param steady whether a result is that of the steady part of its run
 * @param between what is done before each run, once its filesets stand
 */
public record RunSettings(
    long seed, boolean compat, @Nullable Double seconds, boolean steady, Between between) {
  /** Of runs that take place once, as a whole. */
  public RunSettings(long seed, boolean compat, @Nullable Double seconds) {
    this(seed, compat, seconds, false, new Between.Nothing());
  }
}
