package wml.api.plan;

import wml.api.random.RandomVariable;
import wml.api.units.Durations;

/** A resolved attribute value. */
public sealed interface Value {
  /** A whole number; flags may be given as 0 and 1. */
  record Whole(long value) implements Value {
    @Override
    public String toString() {
      return Long.toString(value);
    }
  }

  /** A time. */
  record Duration(long nanos) implements Value {
    @Override
    public String toString() {
      return Durations.format((double) nanos);
    }
  }

  /** true or false. */
  record Flag(boolean value) implements Value {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /** A word or string. */
  record Text(String value) implements Value {
    @Override
    public String toString() {
      return value;
    }
  }

  /** When operations are to start. */
  record Rate(Arrivals arrivals) implements Value {
    @Override
    public String toString() {
      return arrivals.toString();
    }
  }

  /** A random variable, drawn per call or per run. */
  record Random(RandomVariable variable) implements Value {
    @Override
    public String toString() {
      return variable.describe();
    }
  }
}
