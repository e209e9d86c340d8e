package wml.runtime.journal;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a journal says of one file: which generation of each block was issued, and is durable. */
final class FileHistory {
  /** A write that was issued. */
  private record Write(long first, int blocks, long generation) {}

  /** The generations of a block; 0 for none. */
  static final class Block {
    long issued;
    long acknowledged;
    long durable;
  }

  private final String path;
  private final Map<Long, Write> underWay = new HashMap<>();
  private final ArrayDeque<Write> volatileWrites = new ArrayDeque<>();
  private final Map<Long, Long> syncs = new HashMap<>();
  private final TreeMap<Long, Block> blocks = new TreeMap<>();
  private long acknowledgedWrites;

  FileHistory(String path) {
    this.path = path;
  }

  String path() {
    return path;
  }

  /** Blocks that were written, in their order. */
  Map<Long, Block> blocks() {
    return blocks;
  }

  void issued(long first, int count, long generation) {
    underWay.put(generation, new Write(first, count, generation));
    for (long block = first; block < first + count; block++) {
      Block known = blocks.computeIfAbsent(block, b -> new Block());
      known.issued = Math.max(known.issued, generation);
    }
  }

  void acknowledged(long generation, boolean durable) {
    Write write = underWay.remove(generation);
    if (write == null) { // issued before the file was removed
      return;
    }
    for (long block = write.first; block < write.first + write.blocks; block++) {
      Block known = blocks.computeIfAbsent(block, b -> new Block());
      known.acknowledged = Math.max(known.acknowledged, generation);
    }
    if (durable) {
      durable(write);
    } else {
      volatileWrites.add(write);
      acknowledgedWrites++;
    }
  }

  private void durable(Write write) {
    for (long block = write.first; block < write.first + write.blocks; block++) {
      Block known = blocks.computeIfAbsent(block, b -> new Block());
      known.durable = Math.max(known.durable, write.generation);
    }
  }

  void syncIssued(long place) {
    syncs.put(place, acknowledgedWrites);
  }

  /** All writes are durable that were acknowledged before the sync was issued. */
  void synced(long place) {
    Long covered = syncs.remove(place);
    while (covered != null
        && !volatileWrites.isEmpty()
        && acknowledgedWrites - volatileWrites.size() < covered) {
      durable(volatileWrites.remove());
    }
  }

  /** The file was about to be removed. */
  void voided() {
    underWay.clear();
    volatileWrites.clear();
    syncs.clear();
    blocks.clear();
    acknowledgedWrites = 0;
  }
}
