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
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.random.LongSource;
import wml.api.target.FileHandle;
import wml.api.target.FileStat;
import wml.api.target.IoBuffer;
import wml.flowops.slot.FileSlot;
import wml.flowops.slot.FlowopAttributes;

/** Reads a file from its start to its end. */
@AutoService(FlowopType.class)
public final class ReadWholeFile implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "readwholefile",
          Category.IO,
          Direction.READ,
          "Reads the file in its slot from its start until its end, iosize bytes at a "
              + "time; without iosize in one piece of the file's size, at most 16 MiB. One call "
              + "counts once, with all bytes read. All reads are timed, the last one that finds "
              + "the end too; picking and opening a file are not.",
          FlowopAttributes.opening(CommonAttributes.IO_SIZE),
          Set.of(),
          Effect.NONE,
          "flowop readwholefile name=reading,filesetname=data,iosize=1m");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  /** The most that one read asks for when no {@code iosize} is given. */
  static final int MAX_PIECE_BYTES = 16 << 20;

  /** So much of a file is kept to be checked. */
  private static final int MAX_VERIFIED_BYTES = 256 << 20;

  /** What one read asks for when neither {@code iosize} nor the fileset gives a size. */
  private static final int UNSIZED_PIECE_BYTES = 1 << 20;

  @Override
  public Flowop bind(Binding binding) throws BindException {
    return binding.verifies() ? new Verified(binding) : new Bound(binding);
  }

  private static class Bound implements Flowop {
    final FileSlot slot;
    final IoMemory memory;
    private final LongSource sizes;
    IoBuffer buffer;
    int piece;

    Bound(Binding binding) throws BindException {
      slot = FileSlot.from(binding, "readwholefile");
      memory = binding.memory();
      sizes = binding.numbers("iosize");
      buffer = memory.forRead(0);
    }

    @Override
    public Readiness prepare(FlowopContext context) throws IOException {
      Readiness readiness = slot.find();
      if (readiness == Readiness.READY) {
        piece = pieceBytes(Transfer.bytes(sizes.next()), slot.file().sizeBytes());
        buffer = memory.forRead(piece);
      }
      return readiness;
    }

    private static int pieceBytes(long size, long fileBytes) {
      if (size > 0) {
        return (int) size;
      }
      return fileBytes == 0 ? UNSIZED_PIECE_BYTES : (int) Math.min(fileBytes, MAX_PIECE_BYTES);
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      OpenFile file = slot.file();
      FileHandle handle = file.handle();
      long total = 0;
      int done = handle.read(buffer, piece, 0);
      while (done > 0) {
        total += done;
        done = handle.read(buffer, piece, total);
      }
      file.position = total;
      return total;
    }
  }

  /** Each piece goes to a place of its own, so that all are there to be checked. */
  private static final class Verified extends Bound {
    private final BlockReader blocks = new BlockReader();
    private final FileStat stat = new FileStat();
    private long start;
    private int size;
    private long total;

    Verified(Binding binding) throws BindException {
      super(binding);
    }

    @Override
    public Readiness prepare(FlowopContext context) throws IOException {
      Readiness readiness = super.prepare(context);
      if (readiness == Readiness.READY) {
        slot.file().handle().stat(stat);
        size = (int) Math.min(stat.sizeBytes, MAX_VERIFIED_BYTES);
        buffer = memory.forRead(size + piece);
        start = buffer.start();
        blocks.sample(slot.file(), 0, Math.max(size, slot.file().sizeBytes()));
      }
      return readiness;
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      OpenFile file = slot.file();
      FileHandle handle = file.handle();
      total = 0;
      int done = handle.read(buffer.window(start, piece), piece, 0);
      while (done > 0) {
        total += done;
        long place = Math.min(total, size); // what was appended since is not looked at
        done = handle.read(buffer.window(start + place, piece), piece, total);
      }
      file.position = total;
      return total;
    }

    @Override
    public boolean hasAfter() {
      return true;
    }

    @Override
    public void after(FlowopContext context) throws IOException {
      long whole = Math.min(total, size);
      blocks.check(slot.file(), buffer.window(start, whole), 0, whole, total <= size);
    }
  }
}
