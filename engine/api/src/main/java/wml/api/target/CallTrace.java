package wml.api.target;

/** Takes every call that a deployment's sessions send to servers. */
@FunctionalInterface
public interface CallTrace {
  /** A log for one connection; called by the thread that owns it, before its first call. */
  CallLog connection();
}
