package wml.runtime.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import wml.api.fileset.Fileset;
import wml.api.target.FilePath;
import wml.api.verify.BlockLedger;
import wml.api.verify.WriteLog;
import wml.runtime.fileset.LaidOutFileset;

/**
 * The journal of one run: a file that threads append to by way of mapped memory, so that what was
 * told is in the page cache, which outlives the process, before the caller goes on. Shared by all
 * threads; a place in the file is taken by an addition, so the order in the file is that of time.
 *
 * <p>Forced to the disk is only what says that something is durable, with all before it: were it
 * lost with the machine's power, so would be the claim. All else may be lost: a block that is newer
 * than the journal knows is no loss. That is one forced write per sync, not timed.
 */
public final class JournalFile implements WriteLog, AutoCloseable {
  private static final int CHUNK_BYTES = 16 << 20;
  private static final int MAX_CHUNKS = 4096;
  private static final byte[] NO_TEXT = {};

  private final FileChannel channel;
  private final Path path;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment[] chunks = new MemorySegment[MAX_CHUNKS];
  private final AtomicLong end = new AtomicLong();
  private final ThreadLocal<CRC32C> checksums = ThreadLocal.withInitial(CRC32C::new);
  private List<LaidOutFileset> filesets = List.of();
  private BitSet[] named = {};
  private volatile int mapped;

  private JournalFile(FileChannel channel, Path path) {
    this.channel = channel;
    this.path = path;
  }

  /** Creates the file, or empties it. */
  public static JournalFile create(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    return new JournalFile(channel, path);
  }

  /**
   * From now on tells of the verified filesets of a run; what was told of others stays.
   *
   * @param directory under which all filesets stand, or ""
   * @return whether there are any
   */
  public boolean begin(long seed, String workload, String directory, List<LaidOutFileset> all)
      throws IOException {
    filesets = all.stream().filter(f -> f.ledger() != null).toList();
    if (filesets.size() > 255) {
      throw new IOException("a journal takes up to 255 filesets, not " + filesets.size());
    }
    named = filesets.stream().map(f -> new BitSet(f.fileCount())).toArray(BitSet[]::new);
    String header = String.join("\n", JournalRecord.FORMAT, workload, directory);
    append(JournalRecord.HEADER, 0, 0, 0, seed, 0, text(header));
    for (int i = 0; i < filesets.size(); i++) {
      LaidOutFileset fileset = filesets.get(i);
      BlockLedger ledger = fileset.ledger();
      if (ledger != null) {
        append(
            JournalRecord.FILESET,
            i,
            ledger.run(),
            0,
            ledger.format().identity(),
            ((long) fileset.contents().compressPercent() << 32) | ledger.blockBytes(),
            text(fileset.root()));
        ledger.journal(this, i);
      }
    }
    force(end.get());
    return !filesets.isEmpty();
  }

  private static byte[] text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > JournalRecord.MAX_TEXT_BYTES) {
      throw new IllegalArgumentException("a name of " + bytes.length + " bytes");
    }
    return bytes;
  }

  @Override
  public void issued(int fileset, int file, long firstBlock, int blocks, long generation)
      throws IOException {
    name(fileset, file);
    append(JournalRecord.ISSUED, fileset, file, blocks, firstBlock, generation, NO_TEXT);
  }

  /** The path of a file stands before the first record of it. */
  private void name(int fileset, int file) throws IOException {
    BitSet known = named[fileset];
    synchronized (known) {
      if (known.get(file)) {
        return;
      }
      known.set(file);
      FilePath into = new FilePath();
      Fileset owner = filesets.get(fileset);
      owner.files().path(file, into);
      append(JournalRecord.FILE, fileset, file, 0, 0, 0, text(into.toString()));
    }
  }

  @Override
  public void acknowledged(int fileset, int file, long generation, boolean durable)
      throws IOException {
    byte type = durable ? JournalRecord.DURABLE : JournalRecord.ACKNOWLEDGED;
    append(type, fileset, file, 0, 0, generation, NO_TEXT);
    if (durable) {
      force(end.get());
    }
  }

  @Override
  public long syncIssued(int fileset, int file) throws IOException {
    return append(JournalRecord.SYNC_ISSUED, fileset, file, 0, 0, 0, NO_TEXT);
  }

  @Override
  public void synced(int fileset, int file, long sync) throws IOException {
    append(JournalRecord.SYNCED, fileset, file, 0, sync, 0, NO_TEXT);
    force(end.get());
  }

  @Override
  public void voided(int fileset, int file) {
    try {
      append(JournalRecord.VOIDED, fileset, file, 0, 0, 0, NO_TEXT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns where in the file the record stands. */
  private long append(
      byte type, int fileset, int file, int blocks, long first, long generation, byte[] text)
      throws IOException {
    int length = JournalRecord.units(text.length) * JournalRecord.UNIT;
    long start;
    long from;
    do {
      from = end.get();
      long chunkEnd = (from / CHUNK_BYTES + 1) * CHUNK_BYTES;
      start = from + length <= chunkEnd ? from : chunkEnd;
    } while (!end.compareAndSet(from, start + length));
    MemorySegment at = chunk((int) (start / CHUNK_BYTES)).asSlice(start % CHUNK_BYTES, length);
    JournalRecord.write(at, checksums.get(), type, fileset, file, blocks, first, generation, text);
    return start;
  }

  private MemorySegment chunk(int index) throws IOException {
    if (index >= mapped) {
      map(index);
    }
    return chunks[index];
  }

  /** Zeros are written first, so that a full disk is an error here and not a signal later. */
  private synchronized void map(int index) throws IOException {
    if (index >= MAX_CHUNKS) {
      throw new IOException("journal '" + path + "' is longer than 64 GiB");
    }
    while (mapped <= index) {
      long start = (long) mapped * CHUNK_BYTES;
      ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
      for (long at = start; at < start + CHUNK_BYTES; ) {
        zeros.clear();
        at += channel.write(zeros, at);
      }
      channel.force(true);
      int next = mapped;
      chunks[next] = channel.map(FileChannel.MapMode.READ_WRITE, start, CHUNK_BYTES, arena);
      mapped = next + 1;
    }
  }

  /**
   * Makes durable what stands before a place: this chunk and the one before it, since another
   * thread's record may have been finished only now. What is clean costs nothing.
   */
  private void force(long to) {
    int last = (int) ((to - 1) / CHUNK_BYTES);
    for (int index = Math.max(0, last - 1); index <= last && index < mapped; index++) {
      chunks[index].force();
    }
  }

  @Override
  public void close() throws IOException {
    force(end.get());
    arena.close();
    channel.truncate(end.get());
    channel.close();
  }
}
