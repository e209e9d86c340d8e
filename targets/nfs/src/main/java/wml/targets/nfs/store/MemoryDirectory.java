package wml.targets.nfs.store;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.Name;

/**
 * The entries of a directory. Each gets a cookie that rises and is never used again, so that a
 * listing in parts misses none that stays and repeats none. Its monitor guards it.
 */
final class MemoryDirectory {
  private static final long DOT = 1;
  private static final long DOT_DOT = 2;
  private static final byte[] DOTS = {'.', '.'};

  /**
   * @param name one byte, one character: names need not be UTF-8
   */
  private record Entry(String name, long cookie, MemoryNode node) {}

  private final Map<String, Entry> byName = new HashMap<>();
  private final TreeMap<Long, Entry> byCookie = new TreeMap<>();
  private long nextCookie = DOT_DOT + 1;
  @Nullable volatile MemoryNode parent;

  private static String key(byte[] name, int length) {
    return new String(name, 0, length, StandardCharsets.ISO_8859_1);
  }

  @Nullable MemoryNode find(MemoryNode self, Name name) {
    if (name.isDot()) {
      return self;
    }
    if (name.isDotDot()) {
      return parent;
    }
    synchronized (this) {
      Entry entry = byName.get(key(name.array(), name.length()));
      return entry == null ? null : entry.node();
    }
  }

  synchronized boolean isEmpty() {
    return byName.isEmpty();
  }

  synchronized void put(byte[] name, MemoryNode node) {
    Entry entry = new Entry(key(name, name.length), nextCookie++, node);
    byName.put(entry.name(), entry);
    byCookie.put(entry.cookie(), entry);
  }

  synchronized void remove(byte[] name) {
    Entry entry = byName.remove(key(name, name.length));
    if (entry != null) {
      byCookie.remove(entry.cookie());
    }
  }

  synchronized void list(MemoryNode self, long after, FileStore.EntrySink entries) {
    MemoryNode up = parent == null ? self : parent;
    if (after < DOT && !entries.entry(self.id, DOTS, 1, DOT)) {
      return;
    }
    if (after < DOT_DOT && !entries.entry(up.id, DOTS, 2, DOT_DOT)) {
      return;
    }
    for (Entry e : byCookie.tailMap(after, false).values()) {
      byte[] name = e.name().getBytes(StandardCharsets.ISO_8859_1);
      if (!entries.entry(e.node().id, name, name.length, e.cookie())) {
        return;
      }
    }
  }
}
