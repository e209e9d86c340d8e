package wml.runtime.environment;

import java.lang.reflect.Method;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How often and how long the JVM stopped all threads. Its counters have no public interface short
 * of the flight recorder, which costs more than it tells: the launcher exports the internal one,
 * and keeps its counters without the shared file whose write-back can stall the JVM. Elsewhere
 * nothing is known.
 */
final class Safepoints {
  private static final @Nullable Object COUNTERS = counters();

  private Safepoints() {}

  static OptionalLong count() {
    return value("getSafepointCount");
  }

  /** Rounded down to ms, as the JVM gives it. */
  static OptionalLong totalMillis() {
    return value("getTotalSafepointTime");
  }

  private static @Nullable Object counters() {
    try {
      return Class.forName("sun.management.ManagementFactoryHelper")
          .getMethod("getHotspotRuntimeMBean")
          .invoke(null);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  private static OptionalLong value(String getter) {
    Object counters = COUNTERS;
    if (counters == null) {
      return OptionalLong.empty();
    }
    try {
      Method method = Class.forName("sun.management.HotspotRuntimeMBean").getMethod(getter);
      long value = (Long) method.invoke(counters);
      return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    } catch (ReflectiveOperationException e) {
      return OptionalLong.empty();
    }
  }
}
