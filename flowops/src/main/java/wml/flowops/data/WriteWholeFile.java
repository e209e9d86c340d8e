package wml.flowops.data;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.Set;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.FlowopType;
import wml.api.flowop.IoMemory;
import wml.api.flowop.OpenFile;
import wml.api.flowop.OpenFiles;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.random.LongSource;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.IoBuffer;
import wml.api.target.TargetException;
import wml.flowops.slot.FileSlot;
import wml.flowops.slot.FlowopAttributes;
import wml.flowops.slot.SlotChoice;

/** Writes a whole file's worth of data. */
@AutoService(FlowopType.class)
public final class WriteWholeFile implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "writewholefile",
          Category.IO,
          Direction.WRITE,
          "Writes as many bytes as the file in slot srcfd was laid out with, or if that is "
              + "empty the file itself, from the file's position on, iosize bytes at a time; "
              + "without iosize in pieces of at most 16 MiB. The last piece is shorter if need "
              + "be; in compat mode all are iosize long. One call counts once, with all bytes "
              + "written; all writes are timed, picking and opening a file are not.",
          FlowopAttributes.opening(CommonAttributes.IO_SIZE, CommonAttributes.SOURCE_FD),
          Set.of(),
          Effect.NONE,
          "flowop writewholefile name=writing,filesetname=data,iosize=1m");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  /** Larger verified files are refused: they are made as a whole. */
  private static final int MAX_VERIFIED_BYTES = 256 << 20;

  /** The most that one write moves when no {@code iosize} is given. */
  static final int MAX_PIECE_BYTES = 16 << 20;

  @Override
  public Flowop bind(Binding binding) throws BindException {
    return binding.verifies() ? new Verified(binding) : new Bound(binding);
  }

  /**
   * Every piece has fresh data. That of the first is made in {@code prepare}; that of the others
   * between the writes, which costs a store per 4 KiB. Making it all before would touch more memory
   * than {@code iosize}, and the caches would feel it.
   */
  private static class Bound implements Flowop {
    final FileSlot slot;
    private final OpenFiles files;
    final IoMemory memory;
    private final LongSource sizes;
    private final int sourceSlot;
    final boolean wholePieces;
    IoBuffer buffer;
    int piece;
    long total;

    Bound(Binding binding) throws BindException {
      slot = FileSlot.from(binding, "writewholefile");
      files = binding.openFiles();
      memory = binding.memory();
      sizes = binding.numbers("iosize");
      sourceSlot = SlotChoice.number(binding, "srcfd");
      wholePieces = binding.compat();
      buffer = memory.forRead(0);
    }

    @Override
    public Readiness prepare(FlowopContext context) throws IOException {
      Readiness readiness = slot.find();
      if (readiness == Readiness.READY) {
        OpenFile source = files.inUse(sourceSlot);
        total = source == null ? slot.file().sizeBytes() : source.sizeBytes();
        long size = Transfer.bytes(sizes.next());
        piece = (int) (size > 0 ? size : Math.min(total, MAX_PIECE_BYTES));
        buffer = memory.forWrite((int) Math.min(piece, wholePieces ? piece : total));
      }
      return readiness;
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      OpenFile file = slot.file();
      FileHandle handle = file.handle();
      long done = 0;
      while (done < total) {
        int length = wholePieces ? piece : (int) Math.min(piece, total - done);
        if (done > 0) {
          buffer = memory.forWrite(length);
        }
        FullWrite.write(handle, buffer, length, file.position);
        file.position += length;
        done += length;
      }
      return done;
    }
  }

  /** All pieces are made before the timed call. */
  private static final class Verified extends Bound {
    private final BlockWriter blocks = new BlockWriter(false);
    private long start;

    Verified(Binding binding) throws BindException {
      super(binding);
    }

    @Override
    public Readiness prepare(FlowopContext context) throws IOException {
      Readiness readiness = super.prepare(context);
      if (readiness != Readiness.READY || total == 0) {
        return readiness;
      }
      long all = wholePieces ? (total + piece - 1) / piece * piece : total;
      if (all > MAX_VERIFIED_BYTES) {
        throw new TargetException(
            ErrorKind.EFBIG, "writewholefile", "a verified file of " + all + " bytes");
      }
      buffer = memory.forWrite((int) all);
      start = buffer.start();
      OpenFile file = slot.file();
      boolean begun = blocks.begin(file, buffer, (int) all, file.position, context);
      return begun ? readiness : Readiness.FINISHED;
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      OpenFile file = slot.file();
      FileHandle handle = file.handle();
      long done = 0;
      boolean written = false;
      try {
        while (done < total) {
          int length = wholePieces ? piece : (int) Math.min(piece, total - done);
          FullWrite.write(handle, buffer.window(start + done, length), length, file.position);
          file.position += length;
          done += length;
        }
        written = true;
        return done;
      } finally {
        if (!written) {
          blocks.failed();
        }
      }
    }

    @Override
    public boolean hasAfter() {
      return true;
    }

    @Override
    public void after(FlowopContext context) throws IOException {
      blocks.done();
    }
  }
}
