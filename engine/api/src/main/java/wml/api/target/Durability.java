package wml.api.target;

/** What an acknowledged write survives when the workload asks for nothing more. */
public enum Durability {
  /** Lost with the process or the machine: memory, tmpfs. */
  RAM("ram"),
  /** Survives the process, not a power cut, until it is synced. */
  PAGE_CACHE("page-cache"),
  /** On stable storage at acknowledgement. */
  FSYNC("fsync"),
  /** On more than one machine at acknowledgement. */
  REPLICATED("replicated");

  private final String label;

  Durability(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
