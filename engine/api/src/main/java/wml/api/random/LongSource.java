package wml.api.random;

/** A value that may differ at each use: a constant, or draws of a random variable. One thread's. */
@FunctionalInterface
public interface LongSource {
  long next();

  /** The same value at each use. */
  static LongSource constant(long value) {
    return new Constant(value);
  }

  /** A value known before the run. */
  record Constant(long value) implements LongSource {
    @Override
    public long next() {
      return value;
    }
  }
}
