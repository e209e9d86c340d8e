package wml.targets.nfs.state;

import wml.targets.nfs.protocol.Handle;

/** A handle as the key of a map. */
public final class FileKey {
  private final Handle handle = new Handle();

  /** A look-up's own: set anew for each. */
  public FileKey set(Handle of) {
    handle.set(of);
    return this;
  }

  FileKey copy() {
    return new FileKey().set(handle);
  }

  Handle handle() {
    return handle;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileKey k && handle.is(k.handle);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    byte[] bytes = handle.array();
    for (int i = 0; i < handle.length(); i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }
}
