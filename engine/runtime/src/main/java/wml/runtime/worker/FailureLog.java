package wml.runtime.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wml.api.source.SourcePosition;
import wml.api.verify.Finding;

/** Counts failures of a run by flowop and kind and keeps the first examples. Shared, cold. */
public final class FailureLog {
  private static final int EXAMPLES = 3;

  /** Where and how: the parts of an error record that make it one record. */
  public record Key(
      String machine,
      String process,
      String thread,
      String flowop,
      SourcePosition at,
      String kind) {}

  /** How often, and examples. */
  public static final class Entry {
    private long count;
    private final List<String> examples = new ArrayList<>();

    public long count() {
      return count;
    }

    public List<String> examples() {
      return List.copyOf(examples);
    }
  }

  private final Map<Key, Entry> entries = new LinkedHashMap<>();

  synchronized void add(Key key, String message) {
    Entry entry = entries.computeIfAbsent(key, k -> new Entry());
    entry.count++;
    if (entry.examples.size() < EXAMPLES) {
      entry.examples.add(message);
    }
  }

  /** How often data was not what had been written. */
  public synchronized long findings() {
    return entries.entrySet().stream()
        .filter(e -> Finding.isNamed(e.getKey().kind()))
        .mapToLong(e -> e.getValue().count())
        .sum();
  }

  public synchronized Map<Key, Entry> entries() {
    return new LinkedHashMap<>(entries);
  }
}
