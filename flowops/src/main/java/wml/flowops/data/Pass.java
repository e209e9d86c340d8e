package wml.flowops.data;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.api.fileset.Fileset;
import wml.api.fileset.Population;
import wml.api.flowop.Attribute;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.IoMemory;
import wml.api.flowop.OpenFile;
import wml.api.flowop.Readiness;
import wml.api.random.LongSource;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;
import wml.api.target.SyncMode;
import wml.api.target.TargetException;
import wml.flowops.slot.EntryPick;
import wml.flowops.slot.FileOpening;
import wml.flowops.slot.FlowopAttributes;

/**
 * One pass over all records of a file, as one operation. Owned by one thread.
 *
 * <p>1. Each call opens the file for itself and closes it: a pass starts from the same state
 * whatever was done before, and shares no file position, read-ahead window or flags with others.
 *
 * <p>2. Before the timing the file is synced, so that a pass does not pay for what another wrote.
 *
 * <p>3. {@code stream} is what stdio costs with a buffer of one record: each record is copied once
 * more, between the caller's memory and the buffer. C libraries may spare that copy where a record
 * fills the buffer.
 */
abstract class Pass implements Flowop {
  /** The most that one call moves when no {@code iosize} is given. */
  private static final int MAX_PIECE_BYTES = 16 << 20;

  /** A permutation of so many takes 1 GiB. */
  private static final int MAX_RECORDS = 1 << 28;

  /** More than any processor's caches. */
  private static final int MAX_PURGE_BYTES = 1 << 30;

  private static final Attribute STREAM =
      Attribute.flag("stream", "copies each record through a buffer of its size, as stdio does");
  private static final Attribute FLUSH =
      Attribute.flag("flush", "syncs the file within the timing");
  private static final Attribute CLOSE =
      Attribute.flag("close", "closes the file within the timing");

  private static final Attribute PURGE =
      Attribute.number(
          "purge",
          0,
          0,
          MAX_PURGE_BYTES,
          "fills so much memory before the timing, to empty the processor's caches");

  /** Of both directions. */
  static final List<Attribute> ATTRIBUTES =
      FlowopAttributes.of(
          CommonAttributes.FILESET,
          CommonAttributes.INDEXED,
          CommonAttributes.IO_SIZE,
          RecordOrder.ATTRIBUTE,
          STREAM,
          FLUSH,
          CLOSE,
          PURGE,
          CommonAttributes.DSYNC,
          CommonAttributes.DIRECT,
          CommonAttributes.NO_READ_AHEAD);

  private final String keyword;
  private final EntryPick pick;
  private final FileOpening opening;
  private final LongSource sizes;
  private final RecordOrder order;
  private final boolean flushing;
  private final boolean closing;
  private final OpenFile file = new OpenFile();
  private final @Nullable IoBuffer purged;
  final boolean streaming;
  final IoMemory memory;
  IoBuffer buffer;
  IoBuffer stream;
  private int piece;
  private int records;

  Pass(Binding binding, String keyword) throws BindException {
    this.keyword = keyword;
    Fileset fileset = EntryPick.filesetOf(binding, keyword);
    if (binding.verifies()) {
      throw new BindException(
          keyword + " can't verify; use readwholefile and writewholefile, or leave out verify=");
    }
    DirectSizes.checkIoSize(binding);
    pick = EntryPick.from(fileset.files(), binding);
    opening = FileOpening.existing(fileset, binding);
    sizes = binding.numbers(CommonAttributes.IO_SIZE.name());
    order = RecordOrder.from(binding);
    streaming = binding.flag(STREAM.name());
    flushing = binding.flag(FLUSH.name());
    closing = binding.flag(CLOSE.name());
    long purge = binding.number(PURGE.name());
    purged = purge == 0 ? null : IoBuffer.allocate(purge);
    memory = binding.memory();
    buffer = memory.forRead(0);
    stream = buffer;
  }

  @Override
  public Readiness prepare(FlowopContext context) throws IOException {
    int entry = pick.pin();
    if (entry == Population.NONE) {
      return Readiness.NO_ENTRY;
    }
    open(entry);
    boolean ready = false;
    try {
      long total = file.sizeBytes();
      long size = Transfer.bytes(sizes.next());
      piece = (int) (size > 0 ? size : Math.clamp(total, 1, MAX_PIECE_BYTES));
      long count = Math.ceilDiv(total, piece);
      if (count > MAX_RECORDS) {
        throw new TargetException(
            ErrorKind.EFBIG, keyword, count + " records in a file; the limit is " + MAX_RECORDS);
      }
      records = (int) count;
      order.begin(records);
      int most = (int) Math.min(piece, total);
      if (streaming && stream.capacityBytes() < most) {
        stream = IoBuffer.allocate(most);
      }
      buffer = first(most);
      file.handle().sync(SyncMode.ALL);
      if (purged != null) {
        purged.memory().fill((byte) 0);
      }
      ready = true;
    } finally {
      if (!ready) {
        file.close();
      }
    }
    return Readiness.READY;
  }

  private void open(int entry) throws IOException {
    boolean opened = false;
    try {
      opening.name(entry);
      opening.open(file, entry, false);
      opened = true;
    } finally {
      if (!opened) {
        pick.population().unpin(entry);
      }
    }
  }

  @Override
  public long run(FlowopContext context) throws IOException {
    boolean complete = false;
    try {
      FileHandle handle = file.handle();
      long total = file.sizeBytes();
      long moved = 0;
      for (int i = 0; i < records; i++) {
        if (context.stopping()) {
          return INTERRUPTED;
        }
        long offset = (long) order.next() * piece;
        moved += move(handle, (int) Math.min(piece, total - offset), offset, i == 0);
      }
      if (flushing) {
        handle.sync(SyncMode.ALL);
      }
      if (closing) {
        file.close();
      }
      complete = true;
      return moved;
    } finally {
      if (!complete && file.isOpen()) {
        file.close();
      }
    }
  }

  @Override
  public boolean hasAfter() {
    return !closing;
  }

  @Override
  public void after(FlowopContext context) throws IOException {
    file.close();
  }

  /** Memory for records of up to so many bytes; the first that is written is made in it. */
  abstract IoBuffer first(int bytes);

  /** Moves a record; returns its bytes, fewer where a file that is read ends. */
  abstract int move(FileHandle handle, int length, long offset, boolean first) throws IOException;
}
