package wml.api.flowop;

/** Running totals; reading them is cheap but not free (a sum over threads and steps). */
public interface Work {
  /** I/O and AIO operations completed. */
  long ios();

  /** Operations of every category completed, except flowops that only count or limit. */
  long operations();

  long bytes();
}
