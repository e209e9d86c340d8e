package wml.api.plan;

/** A number of a run's result, or computed from such; durations in seconds. */
public sealed interface Quantity {
  /** Known before the run. */
  record Constant(double value) implements Quantity {}

  /**
   * What was measured of some flowops.
   *
   * @param text as written, such as {@code p99(get)}
   * @param percent of a percentile; else 0
   */
  record Metric(String text, Measure measure, double percent, Subject subject)
      implements Quantity {}

  /** Computed from two. */
  record Computed(Operation operation, Quantity left, Quantity right) implements Quantity {}

  /**
   * What is measured. Percentiles and means are of response times under a rate, else of service
   * times; those of either and of the queue delay have measures of their own.
   */
  enum Measure {
    PERCENTILE(Unit.DURATION),
    MEAN(Unit.DURATION),
    SERVICE_PERCENTILE(Unit.DURATION),
    SERVICE_MEAN(Unit.DURATION),
    DELAY_PERCENTILE(Unit.DURATION),
    DELAY_MEAN(Unit.DURATION),
    OPERATIONS(Unit.COUNT),
    ERRORS(Unit.COUNT),
    RATE(Unit.PER_SECOND),
    BANDWIDTH(Unit.BYTES_PER_SECOND),
    /** Operations as a fraction of all I/O operations. */
    SHARE(Unit.FRACTION),
    /** This and those below are counted per thread, and given per I/O operation. */
    SYSTEM_CALLS(Unit.PER_OPERATION),
    REMOTE_CALLS(Unit.PER_OPERATION),
    SYNCS(Unit.PER_OPERATION),
    /** Bytes of files that the target read and wrote. */
    MOVED(Unit.BYTES_PER_OPERATION),
    /** Bytes of the Java heap. */
    ALLOCATED(Unit.BYTES_PER_OPERATION);

    private final Unit unit;

    Measure(Unit unit) {
      this.unit = unit;
    }

    public Unit unit() {
      return unit;
    }

    /** Whether threads count it, so that it is known of them and not of a single flowop. */
    public boolean isOfThreads() {
      return unit == Unit.PER_OPERATION || unit == Unit.BYTES_PER_OPERATION;
    }
  }

  /** What a measure is counted in. */
  enum Unit {
    DURATION("s"),
    COUNT("count"),
    PER_SECOND("1/s"),
    BYTES_PER_SECOND("bytes/s"),
    FRACTION("fraction"),
    PER_OPERATION("1/operation"),
    BYTES_PER_OPERATION("bytes/operation"),
    /** Computed from others. */
    NUMBER("number");

    private final String symbol;

    Unit(String symbol) {
      this.symbol = symbol;
    }

    /** In result documents. */
    public String symbol() {
      return symbol;
    }
  }

  /** Which flowops a metric is about. */
  record Subject(Kind kind, String name) {
    /** What bears the name. */
    public enum Kind {
      /** All that count as I/O; of errors, all. */
      ALL,
      /** A flowop, also one inside a composite flowop, or a composite flowop as a whole. */
      FLOWOP,
      /** All flowops of a keyword. */
      KEYWORD,
      /** What counts as I/O in a thread; of errors, all. */
      THREAD,
      /** What counts as I/O in a process; of errors, all. */
      PROCESS,
      /** The same of all virtual machines of a definition, or of all those of a hypervisor. */
      MACHINE
    }
  }

  /** How two numbers become one. */
  enum Operation {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    REMAINDER,
    LEAST,
    GREATEST;

    /** Not a number, or infinite, where division by zero makes it so. */
    public double apply(double left, double right) {
      return switch (this) {
        case ADD -> left + right;
        case SUBTRACT -> left - right;
        case MULTIPLY -> left * right;
        case DIVIDE -> left / right;
        case REMAINDER -> left % right;
        case LEAST -> Math.min(left, right);
        case GREATEST -> Math.max(left, right);
      };
    }
  }
}
