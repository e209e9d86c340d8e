package wml.api.verify;

/** What is wrong with a block that was read. */
public enum Finding {
  /** What was acknowledged is missing: the block holds what it held before. */
  LOST_WRITE("lost write"),
  /** The block consists of parts of two writes. */
  TORN("torn block"),
  /** The block went back: a newer generation had been read, or several are missing. */
  STALE("stale block"),
  /** The block belongs elsewhere. */
  MISPLACED("misplaced block"),
  /** Bytes changed. */
  CORRUPT("corrupt block");

  private final String words;

  Finding(String words) {
    this.words = words;
  }

  /** Whether a kind of error is one of these. */
  public static boolean isNamed(String kind) {
    for (Finding finding : values()) {
      if (finding.name().equals(kind)) {
        return true;
      }
    }
    return false;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
