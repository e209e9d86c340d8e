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
import wml.api.target.FileHandle;
import wml.api.target.FileStat;
import wml.api.target.IoBuffer;
import wml.flowops.slot.FileSlot;
import wml.flowops.slot.FlowopAttributes;

/** Reads a part of a file. */
@AutoService(FlowopType.class)
public final class Read implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "read",
          Category.IO,
          Direction.READ,
          "Reads iosize bytes from the file in its slot, at the file's position or with random at a"
              + " random block; without iosize, the working set, at most 1 MiB. A sequential read"
              + " that finds the end starts over in the same call; in compat mode the empty read at"
              + " the end is a call of its own. With iodepth it keeps so many reads under way, and"
              + " starts over at the size. Counts the bytes returned; picking and opening a file"
              + " are not timed.",
          FlowopAttributes.opening(
              CommonAttributes.IO_SIZE,
              CommonAttributes.WORKING_SET,
              CommonAttributes.RANDOM,
              CommonAttributes.IO_DEPTH),
          Set.of(),
          Effect.NONE,
          "flowop read name=reading,filesetname=data,iosize=4k,random");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    long depth = binding.number(CommonAttributes.IO_DEPTH.name());
    return depth > 1
        ? new Pipelined(binding, "read", depth, false)
        : VerifiedRead.of(binding, new Bound(binding, "read", Mover.READ));
  }

  /** A read of any kind, with where it goes on and starts over. */
  static final class Bound implements Flowop {
    private final FileSlot slot;
    private final IoMemory memory;
    private final Transfer transfer;
    private final boolean random;
    private final boolean compat;

    /** Where a sequential read starts over, besides the end of the file. */
    private final long limit;

    private final Mover mover;
    private IoBuffer buffer;

    Bound(Binding binding, String keyword, Mover mover) throws BindException {
      this.mover = mover;
      slot = FileSlot.from(binding, keyword);
      memory = binding.memory();
      compat = binding.compat();
      DirectSizes.check(binding);
      transfer = new Transfer(binding);
      random = transfer.isRandom();
      long workingSet = transfer.workingSet();
      limit = compat || workingSet == 0 ? Long.MAX_VALUE : workingSet;
      buffer = memory.forRead(0);
    }

    OpenFile file() {
      return slot.file();
    }

    IoBuffer buffer() {
      return buffer;
    }

    /** What the next call asks for; after {@link #prepare}. */
    int length() {
      return transfer.length();
    }

    /** Where the next call reads, if no other thread changes the file's size. */
    long start(FileStat stat) throws IOException {
      if (random) {
        return transfer.offset();
      }
      long position = slot.file().position < limit ? slot.file().position : 0;
      if (position > 0 && !compat) {
        slot.file().handle().stat(stat);
        return position < stat.sizeBytes ? position : 0;
      }
      return position;
    }

    /** Where the last call has read so many bytes. */
    long startOf(long bytes) {
      return random ? transfer.offset() : slot.file().position - bytes;
    }

    @Override
    public Readiness prepare(FlowopContext context) throws IOException {
      Readiness readiness = slot.find();
      if (readiness == Readiness.READY) {
        transfer.draw(slot.file());
        buffer = memory.forRead(transfer.length());
        mover.ready(slot.file(), 0);
      }
      return readiness;
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      OpenFile file = slot.file();
      if (random) {
        return Math.max(0, mover.move(file.handle(), buffer, transfer.length(), transfer.offset()));
      }
      return compat ? readOn(file) : readRound(file);
    }

    private long readRound(OpenFile file) throws IOException {
      FileHandle handle = file.handle();
      long position = file.position < limit ? file.position : 0;
      int done = mover.move(handle, buffer, wanted(position), position);
      if (done <= 0 && position > 0) {
        position = 0;
        done = mover.move(handle, buffer, wanted(0), 0);
      }
      done = Math.max(0, done);
      file.position = position + done;
      return done;
    }

    private int wanted(long position) {
      return (int) Math.min(transfer.length(), limit - position);
    }

    private long readOn(OpenFile file) throws IOException {
      int done = mover.move(file.handle(), buffer, transfer.length(), file.position);
      if (done <= 0) {
        file.position = 0;
        return 0;
      }
      file.position += done;
      return done;
    }
  }
}
