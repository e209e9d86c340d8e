package wml.targets.nfs.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.protocol.v4.Nfs4;

/**
 * The named values of a file in memory, in the order in which they were made. Its monitor guards
 * it.
 */
final class MemoryValues {
  /** Of one file. */
  private static final int MOST = 1024;

  private static final class Value {
    final String name;
    final long cookie;
    byte[] bytes;

    Value(String name, long cookie, byte[] bytes) {
      this.name = name;
      this.cookie = cookie;
      this.bytes = bytes;
    }
  }

  private final Map<String, Value> byName = new HashMap<>();
  private final TreeMap<Long, Value> byCookie = new TreeMap<>();
  private long nextCookie = 1;

  private static String key(Name name) {
    return new String(name.array(), 0, name.length(), StandardCharsets.ISO_8859_1);
  }

  synchronized int get(Name name, ByteBuffer into) {
    Value value = byName.get(key(name));
    if (value == null) {
      return Nfs3.NFS3ERR_NOENT;
    }
    if (value.bytes.length > into.remaining()) {
      return Nfs3.NFS3ERR_TOOSMALL;
    }
    into.put(value.bytes);
    return 0;
  }

  synchronized int set(Name name, ByteBuffer from, FileStore.NamedValueMode mode) {
    String key = key(name);
    Value value = byName.get(key);
    if (value == null && mode == FileStore.NamedValueMode.THERE) {
      return Nfs3.NFS3ERR_NOENT;
    }
    if (value != null && mode == FileStore.NamedValueMode.NEW) {
      return Nfs3.NFS3ERR_EXIST;
    }
    if (value == null && byName.size() >= MOST) {
      return Nfs3.NFS3ERR_NOSPC;
    }
    if (from.remaining() > 1 << 16) {
      return Nfs4.NFS4ERR_XATTR2BIG;
    }
    byte[] bytes = new byte[from.remaining()];
    from.get(bytes);
    if (value == null) {
      value = new Value(key, nextCookie++, bytes);
      byName.put(key, value);
      byCookie.put(value.cookie, value);
    } else {
      value.bytes = bytes;
    }
    return 0;
  }

  synchronized int remove(Name name) {
    Value value = byName.remove(key(name));
    if (value == null) {
      return Nfs3.NFS3ERR_NOENT;
    }
    byCookie.remove(value.cookie);
    return 0;
  }

  synchronized void list(long after, FileStore.EntrySink names) {
    for (Value value : byCookie.tailMap(after, false).values()) {
      byte[] name = value.name.getBytes(StandardCharsets.ISO_8859_1);
      if (!names.entry(0, name, name.length, value.cookie)) {
        return;
      }
    }
  }
}
