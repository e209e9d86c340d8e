package wml.api.target;

/** What a session may count: other than times, the same in every run that does the same. */
public enum Counter {
  /** Calls into the kernel of this machine. */
  SYSTEM_CALLS("syscalls"),
  /** Requests sent to servers. */
  REMOTE_CALLS("rpcs"),
  /** Waits for something to be durable; writes that wait by themselves are none. */
  SYNCS("fsyncs"),
  /** Bytes of files that were read and written; what is copied counts once. */
  BYTES("moved");

  private final String word;

  Counter(String word) {
    this.word = word;
  }

  /** As assertions and results name it. */
  public String word() {
    return word;
  }
}
