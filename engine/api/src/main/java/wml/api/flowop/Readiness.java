package wml.api.flowop;

/** What {@link Flowop#prepare} found. */
public enum Readiness {
  READY,
  /** No file or directory of the wanted kind is there now; another thread may bring one. */
  NO_ENTRY,
  /** The thread's work is done. */
  FINISHED
}
