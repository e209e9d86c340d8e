package wml.cli.selftest;

import org.jspecify.annotations.Nullable;
import wml.api.measure.LatencyHistogram;
import wml.api.result.Measurement;

/**
 * What the harness found out about itself and its machine.
 *
 * @param nullNanos processor time of one timed operation that does nothing
 * @param firstWarmUp of the just-in-time compiler, in a JVM that had run nothing
 * @param cachedReads operations per second in the seconds of a run of cached 4 KiB reads
 * @param sync service time of a 4 KiB write and its fsync
 * @param stolenShare of the processors' time, taken by other machines
 * @param overC processor time per cached 4 KiB read as a multiple of a C loop's; null: no compiler
 */
record Findings(
    Clocks clocks,
    double nullNanos,
    Measurement.WarmUp firstWarmUp,
    Spread cachedReads,
    LatencyHistogram sync,
    String durability,
    double stolenShare,
    @Nullable Spread overC) {}
