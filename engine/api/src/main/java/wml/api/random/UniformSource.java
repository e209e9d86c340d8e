package wml.api.random;

/** A source of numbers uniform in [0, 1). Owned by one thread. */
public interface UniformSource {
  double nextDouble();
}
