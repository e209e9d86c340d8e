package wml.gate.statistics;

/**
 * Where a series changed its level.
 *
 * @param index of the first value after it
 * @param before median of the values since the change before
 * @param after median of the values up to the change after
 * @param p how likely a change as great is in a series without one
 */
public record Change(int index, double before, double after, double p) {}
