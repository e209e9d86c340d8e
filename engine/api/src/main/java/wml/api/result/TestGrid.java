package wml.api.result;

import java.util.List;

/**
 * What some tests measured over file and record size, each cell several times.
 *
 * @param heading what was done, in lines for people
 * @param tests in the order of {@link Row#values}
 * @param limit widest half interval of a stable value, as a fraction of the median
 * @param rows by file size, then by record size; a missing one is a hole
 */
public record TestGrid(
    List<String> heading, Unit unit, List<String> tests, double limit, List<Row> rows) {
  public TestGrid {
    heading = List.copyOf(heading);
    tests = List.copyOf(tests);
    rows = List.copyOf(rows);
  }

  /** What a value is. */
  public enum Unit {
    /** As iozone writes it: a kB is 1024 bytes. */
    KB_PER_SECOND("kB/s", 0),
    OPERATIONS_PER_SECOND("ops/s", 0),
    MICROS_PER_OPERATION("us/op", 2);

    private final String words;
    private final int decimals;

    Unit(String words, int decimals) {
      this.words = words;
      this.decimals = decimals;
    }

    public String words() {
      return words;
    }

    /** That are worth showing. */
    public int decimals() {
      return decimals;
    }
  }

  /**
   * All tests of one file size and record size.
   *
   * @param cpu processor time of the threads per time, of each test; empty: not asked for
   */
  public record Row(long fileBytes, long recordBytes, List<Value> values, List<Double> cpu) {
    public Row {
      values = List.copyOf(values);
      cpu = List.copyOf(cpu);
    }
  }

  /**
   * Of the passes of one test.
   *
   * @param passes how many there were
   * @param low the lower end of the median's 95 % interval
   * @param high the upper end
   * @param unstable the interval is wider than wanted, or the passes are too few for one
   */
  public record Value(int passes, double median, double low, double high, boolean unstable) {}
}
