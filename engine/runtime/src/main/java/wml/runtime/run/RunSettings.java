package wml.runtime.run;

import org.jspecify.annotations.Nullable;

/**
 * What the command line says of all runs of a workload.
 *
 * @param seed the same seed gives the same operations per thread
 * @param compat Filebench's meaning of random offsets, wrapping and whole-file writes
 * @param seconds replaces the duration of every run, of its measure phase if it has phases; null
 *     keeps it
 * @param warmUp whether the just-in-time compiler is warmed before a run
 * @param namesStay results keep the names of hosts and users
 */
public record RunSettings(
    long seed, boolean compat, @Nullable Double seconds, boolean warmUp, boolean namesStay) {
  /** Without names of hosts and users. */
  public RunSettings(long seed, boolean compat, @Nullable Double seconds, boolean warmUp) {
    this(seed, compat, seconds, warmUp, false);
  }
}
