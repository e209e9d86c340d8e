package wml.targets.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.target.AttributeName;
import wml.api.target.IoBuffer;
import wml.api.target.NameSink;

/**
 * The extended attributes of a file. Shared by all threads. Only a new name or a longer value
 * allocates.
 */
final class NamedValues {
  /** {@link #get}: there is no such name. */
  static final int ABSENT = -1;

  /** {@link #get}: the value is longer than the room for it. */
  static final int TOO_LONG = -2;

  private final List<Entry> entries = new ArrayList<>();

  private static final class Entry {
    final String name;
    final byte[] utf8;
    byte[] value = new byte[0];
    int length;

    Entry(String name) {
      this.name = name;
      utf8 = name.getBytes(StandardCharsets.UTF_8);
    }
  }

  private @Nullable Entry find(AttributeName name) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).name.equals(name.text())) {
        return entries.get(i);
      }
    }
    return null;
  }

  /** Copies a value out; returns its length, or why there is none. */
  synchronized int get(AttributeName name, IoBuffer into, int room) {
    Entry entry = find(name);
    if (entry == null || entry.length > room) {
      return entry == null ? ABSENT : TOO_LONG;
    }
    MemorySegment.copy(
        entry.value, 0, into.memory(), ValueLayout.JAVA_BYTE, into.start(), entry.length);
    return entry.length;
  }

  synchronized void set(AttributeName name, IoBuffer from, int length) {
    Entry entry = find(name);
    if (entry == null) {
      entry = new Entry(name.text());
      entries.add(entry);
    }
    if (entry.value.length < length) {
      entry.value = new byte[length];
    }
    MemorySegment.copy(from.memory(), ValueLayout.JAVA_BYTE, from.start(), entry.value, 0, length);
    entry.length = length;
  }

  synchronized int list(NameSink names) {
    for (int i = 0; i < entries.size(); i++) {
      byte[] utf8 = entries.get(i).utf8;
      names.name(utf8, utf8.length, false);
    }
    return entries.size();
  }

  /** False if there was none. */
  synchronized boolean remove(AttributeName name) {
    Entry entry = find(name);
    return entry != null && entries.remove(entry);
  }
}
