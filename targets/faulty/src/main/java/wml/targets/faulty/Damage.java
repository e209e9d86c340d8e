package wml.targets.faulty;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import wml.api.random.RandomStream;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;

/**
 * One session's damage to data, drawn per call: a write or read that succeeds and is wrong. What a
 * stale read returns is kept of one write per session. Owned by one thread.
 */
final class Damage {
  private static final int BLOCK = 4096;
  private static final int SECTOR = 512;

  private final DamagePlan plan;
  private final RandomStream random;
  private IoBuffer old = IoBuffer.allocate(0);
  private String oldPath = "";
  private long oldOffset;
  private int oldLength;
  private IoBuffer changed = IoBuffer.allocate(0);

  Damage(DamagePlan plan, RandomStream random) {
    this.plan = plan;
    this.random = random;
  }

  private boolean isDrawn(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  int write(FileHandle to, String path, IoBuffer from, int length, long offset) throws IOException {
    if (plan.stale() > 0) {
      keep(to, path, length, offset);
    }
    if (isDrawn(plan.lost())) {
      return length;
    }
    if (length >= 2 * SECTOR && isDrawn(plan.torn())) {
      to.write(from, length / 2 / SECTOR * SECTOR, offset);
      return length;
    }
    if (length >= 2 * BLOCK && isDrawn(plan.swapped())) {
      return to.write(swapped(from, length), length, offset);
    }
    return to.write(from, length, offset);
  }

  private void keep(FileHandle file, String path, int length, long offset) throws IOException {
    if (old.capacityBytes() < length) {
      old = IoBuffer.allocate(length);
    }
    oldLength = Math.max(0, file.read(old, length, offset));
    oldPath = path;
    oldOffset = offset;
  }

  private IoBuffer swapped(IoBuffer from, int length) {
    if (changed.capacityBytes() < length) {
      changed = IoBuffer.allocate(length);
    }
    MemorySegment to = changed.memory();
    MemorySegment.copy(from.memory(), from.start(), to, 0, length);
    MemorySegment.copy(from.memory(), from.start(), to, BLOCK, BLOCK);
    MemorySegment.copy(from.memory(), from.start() + BLOCK, to, 0, BLOCK);
    return changed;
  }

  int read(FileHandle from, String path, IoBuffer into, int length, long offset)
      throws IOException {
    int done = from.read(into, length, offset);
    if (done > 0 && oldLength > 0 && path.equals(oldPath) && isDrawn(plan.stale())) {
      long first = Math.max(offset, oldOffset);
      long end = Math.min(offset + done, oldOffset + oldLength);
      if (first < end) {
        long at = into.start() + first - offset;
        MemorySegment.copy(old.memory(), first - oldOffset, into.memory(), at, end - first);
      }
    }
    if (done > 0 && isDrawn(plan.flipped())) {
      long at = into.start() + random.nextLong(done);
      byte wrong = (byte) (into.memory().get(ValueLayout.JAVA_BYTE, at) ^ 1);
      into.memory().set(ValueLayout.JAVA_BYTE, at, wrong);
    }
    return done;
  }
}
