package wml.api.cli;

/** What the {@code wml} command's exit status says. */
public final class ExitCode {
  public static final int OK = 0;
  public static final int USAGE = 1;

  /** The workload file has errors. */
  public static final int WORKLOAD = 2;

  /** The target or the run failed. */
  public static final int RUN = 3;

  /** A gate, an assertion or an objective was not met. */
  public static final int GATE = 4;

  /** Data was not what had been written. */
  public static final int VERIFICATION = 5;

  /** A gate could not tell. */
  public static final int INCONCLUSIVE = 6;

  /** A side of a gate has no steady state. */
  public static final int UNSTABLE = 7;

  /** A gate could not compare its sides. */
  public static final int INVALID = 8;

  private ExitCode() {}
}
