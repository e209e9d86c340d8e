package wml.gate.command;

import java.io.PrintWriter;

/** What a gate says while it runs: notes, and one line that is rewritten on a terminal. */
final class GateProgress {
  private static final int EVERY = 10;

  private final PrintWriter err;
  private final boolean quiet;
  private final boolean terminal = "1".equals(System.getProperty("wml.terminal"));
  private boolean open;

  GateProgress(PrintWriter err, boolean quiet) {
    this.err = err;
    this.quiet = quiet;
  }

  void note(String sentence) {
    if (!quiet) {
      clear();
      err.println("note: " + sentence);
      err.flush();
    }
  }

  void pairs(int done, int most, String words) {
    if (quiet || (!terminal && done % EVERY != 0)) {
      return;
    }
    String line = "%d of at most %d pairs: %s".formatted(done, most, words);
    if (terminal) {
      err.print("\r\033[K" + line);
      open = true;
    } else {
      err.println(line);
    }
    err.flush();
  }

  void clear() {
    if (open) {
      err.print("\r\033[K");
      err.flush();
      open = false;
    }
  }
}
