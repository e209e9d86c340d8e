package wml.flowops.data;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.OpenFile;
import wml.api.random.LongSource;
import wml.api.random.RandomStream;
import wml.api.random.RankSource;
import wml.api.target.FileStat;

/**
 * How many bytes a read or write moves and, if it is random, from where. Owned by one thread; used
 * in {@code prepare}.
 *
 * <p>Note 1, random offsets: uniform over all whole blocks of {@code iosize} in the working set,
 * the last one included; 0 if not one fits. Filebench draws floor(u (wss - iosize) / iosize), which
 * never gives the last block; so does compat mode.
 *
 * <p>Note 2, {@code offset}: a distribution takes the place of the uniform one over the same
 * blocks; a number is the offset, whatever the file's size.
 *
 * <p>Note 3, sizes: an {@code iosize} of 0 stands for the working set, at most {@link
 * #DEFAULT_BYTES}. The working set is the whole file unless one is given: the size that the fileset
 * gave it or, if that is 0, its size now.
 */
public final class Transfer {
  /** The most that a call moves when no {@code iosize} is given. */
  static final int DEFAULT_BYTES = 1 << 20;

  private static final String OFFSET = CommonAttributes.OFFSET.name();

  private final LongSource sizes;
  private final RandomStream stream;
  private final FileStat stat = new FileStat();
  private final long workingSet;
  private final boolean compat;
  private final boolean random;

  /** Blocks that {@code offset} draws; null if it is a number or not given. */
  private final @Nullable RankSource blocks;

  /** The byte that {@code offset} says; -1 if it is not given. */
  private final long fixed;

  private int length;
  private long offset;

  public Transfer(Binding binding) {
    sizes = binding.numbers("iosize");
    stream = binding.random();
    workingSet = binding.number("workingset");
    compat = binding.compat();
    boolean given = binding.given(OFFSET);
    blocks = given ? binding.ranks(OFFSET) : null;
    fixed = given && blocks == null ? binding.number(OFFSET) : -1;
    random = given || binding.flag("random");
  }

  /** Whether offsets are drawn or given, and a file's position is neither used nor moved. */
  public boolean isRandom() {
    return random;
  }

  /** A drawn size, which random variables may push out of what one call can move. */
  static int bytes(long drawn) {
    return Math.clamp(drawn, 0, (int) CommonAttributes.IO_SIZE.max());
  }

  /** Draws the next length and, if random, the next offset in a file. */
  public void draw(OpenFile file) throws IOException {
    long size = bytes(sizes.next());
    if (!random && size > 0) {
      length = (int) size;
      return;
    }
    long extent = workingSet > 0 ? workingSet : fileBytes(file);
    size = size > 0 ? size : Math.min(extent, DEFAULT_BYTES);
    length = (int) size;
    offset = random ? randomOffset(extent, size) : 0;
  }

  private long randomOffset(long extent, long size) {
    if (fixed >= 0) {
      return fixed;
    }
    if (size == 0) {
      return 0;
    }
    if (blocks != null) {
      return extent < size ? 0 : blocks.next(extent / size, size) * size;
    }
    if (compat) {
      long block = (long) (stream.nextDouble() * (extent - size) / size);
      return block * size;
    }
    return stream.nextLong(extent / size) * size;
  }

  private long fileBytes(OpenFile file) throws IOException {
    long laidOut = file.sizeBytes();
    if (laidOut > 0) {
      return laidOut;
    }
    file.handle().stat(stat);
    return stat.sizeBytes;
  }

  /** Bytes to move. */
  public int length() {
    return length;
  }

  /** Where, if random. */
  public long offset() {
    return offset;
  }

  /**
   * Where a write goes: if sequential, at the file's position, wrapping to its start at the working
   * set or the laid-out size; under compat never (D6). A file smaller than one write grows.
   */
  public long writeOffset(OpenFile file) {
    if (random) {
      return offset;
    }
    long position = file.position;
    if (compat) {
      return position;
    }
    long limit = workingSet;
    if (limit == 0) {
      limit = file.sizeBytes() < length ? Long.MAX_VALUE : file.sizeBytes();
    }
    return position > limit - length ? 0 : position;
  }

  /**
   * Places a read that does not wait for the one before to tell the end: if sequential, at the
   * file's position, which starts over at the working set or the file's size.
   */
  public void placeRead(OpenFile file) throws IOException {
    if (random) {
      return;
    }
    long limit = workingSet > 0 ? workingSet : fileBytes(file);
    offset = file.position >= limit ? 0 : file.position;
    length = (int) Math.min(length, Math.max(limit - offset, 0));
  }

  /** The working set as given; 0 for the whole file. */
  long workingSet() {
    return workingSet;
  }
}
