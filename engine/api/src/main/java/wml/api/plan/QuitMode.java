package wml.api.plan;

/** When a run ends. */
public enum QuitMode {
  /** At its duration; a thread that runs out of files before is an error. */
  TIMEOUT,
  /** When the first thread has no work left. */
  FIRST_DONE,
  /** When all threads have no work left. */
  ALL_DONE
}
