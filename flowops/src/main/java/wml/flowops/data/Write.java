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
import wml.api.target.IoBuffer;
import wml.flowops.slot.FileSlot;
import wml.flowops.slot.FlowopAttributes;

/** Writes a part of a file. */
@AutoService(FlowopType.class)
public final class Write implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "write",
          Category.IO,
          Direction.WRITE,
          "Writes iosize bytes to the file in its slot, at the file's position or with random at a"
              + " random block; without iosize, the working set, at most 1 MiB. A sequential write"
              + " starts over at the end of the working set or of the size that the fileset gave"
              + " the file; in compat mode it goes on for ever. With iodepth it keeps so many"
              + " writes under way. Counts iosize; picking and opening a file and making the data"
              + " are not timed.",
          FlowopAttributes.opening(
              CommonAttributes.IO_SIZE,
              CommonAttributes.WORKING_SET,
              CommonAttributes.RANDOM,
              CommonAttributes.IO_DEPTH),
          Set.of(),
          Effect.NONE,
          "flowop write name=writing,filesetname=data,iosize=4k,random");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    long depth = binding.number(CommonAttributes.IO_DEPTH.name());
    return depth > 1
        ? new Pipelined(binding, "write", depth, true)
        : VerifiedWrite.of(binding, new Bound(binding, "write", Mover.WRITE));
  }

  /** A write of any kind, with where it goes on and starts over. */
  static final class Bound implements Flowop {
    private final FileSlot slot;
    private final IoMemory memory;
    private final Transfer transfer;
    private final boolean random;
    private final Mover mover;
    private IoBuffer buffer;
    private long offset;

    Bound(Binding binding, String keyword, Mover mover) throws BindException {
      this.mover = mover;
      slot = FileSlot.from(binding, keyword);
      memory = binding.memory();
      DirectSizes.check(binding);
      transfer = new Transfer(binding);
      random = transfer.isRandom();
      buffer = memory.forRead(0);
    }

    OpenFile file() {
      return slot.file();
    }

    IoBuffer buffer() {
      return buffer;
    }

    int length() {
      return transfer.length();
    }

    /** Where the next call writes. */
    long offset() {
      return offset;
    }

    @Override
    public Readiness prepare(FlowopContext context) throws IOException {
      Readiness readiness = slot.find();
      if (readiness == Readiness.READY) {
        transfer.draw(slot.file());
        buffer = memory.forWrite(transfer.length());
        offset = transfer.writeOffset(slot.file());
        mover.ready(slot.file(), offset + transfer.length());
      }
      return readiness;
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      OpenFile file = slot.file();
      int length = transfer.length();
      FullWrite.write(mover, file.handle(), buffer, length, offset);
      if (!random) {
        file.position = offset + length;
      }
      return length;
    }
  }
}
