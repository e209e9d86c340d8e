package wml.api.target;

/** How much a sync makes durable. */
public enum SyncMode {
  /** Data and the metadata needed to read it back: fdatasync. */
  DATA,
  /** Data and all metadata: fsync. */
  ALL
}
