package wml.api.target;

/**
 * What one session did on behalf of its thread since it was connected, counted. Plain fields, which
 * that thread alone touches: counting costs one addition, no fence, and allocates nothing.
 */
public final class Counters {
  public long systemCalls;
  public long remoteCalls;
  public long syncs;
  public long bytes;

  /** Takes the values of another. */
  public void set(Counters other) {
    systemCalls = other.systemCalls;
    remoteCalls = other.remoteCalls;
    syncs = other.syncs;
    bytes = other.bytes;
  }

  public long get(Counter counter) {
    return switch (counter) {
      case SYSTEM_CALLS -> systemCalls;
      case REMOTE_CALLS -> remoteCalls;
      case SYNCS -> syncs;
      case BYTES -> bytes;
    };
  }
}
