package wml.targets.nfs.pnfs;

import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import wml.targets.nfs.protocol.Handle;

/** Files in use, and some that were, by handle. */
final class FileTable {
  /** Beyond it those without users are forgotten; they are loaded again when they are needed. */
  private static final int MOST = 1 << 16;

  private final ConcurrentHashMap<Key, StripedFile> files = new ConcurrentHashMap<>();

  private static final class Key {
    private final byte[] bytes;

    Key(Handle of) {
      bytes = Arrays.copyOf(of.array(), of.length());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }

  /** Keeps the file until {@link #release}. */
  StripedFile acquire(Handle handle) {
    if (files.size() > MOST) {
      forgetIdle();
    }
    return files.compute(
        new Key(handle),
        (key, there) -> {
          StripedFile file = there == null ? new StripedFile(handle) : there;
          file.users++;
          return file;
        });
  }

  void release(StripedFile file) {
    files.computeIfPresent(
        new Key(file.handle),
        (key, there) -> {
          there.users--;
          return there.users == 0 && there.gone ? null : there;
        });
  }

  Iterable<StripedFile> all() {
    return files.values();
  }

  private void forgetIdle() {
    for (Key key : files.keySet()) {
      files.computeIfPresent(key, (k, file) -> file.users == 0 && file.isIdle() ? null : file);
    }
  }
}
