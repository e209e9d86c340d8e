package wml.targets.nfs.client.v4;

import wml.targets.nfs.protocol.Handle;

/** A file's handle as the key of a map; one that only looks others up is set anew each time. */
final class LayoutKey {
  private final Handle handle = new Handle();

  LayoutKey set(Handle to) {
    handle.set(to);
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LayoutKey key && handle.is(key.handle);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = 0; i < handle.length(); i++) {
      hash = 31 * hash + handle.byteAt(i);
    }
    return hash;
  }
}
