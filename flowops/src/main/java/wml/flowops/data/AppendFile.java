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

/** Appends to a file. */
@AutoService(FlowopType.class)
public final class AppendFile implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "appendfile",
          Category.IO,
          Direction.WRITE,
          "Writes iosize bytes at the end of the file in its slot. Counts iosize. Finding "
              + "the end is part of the timed call, as it is for an application; picking and "
              + "opening a file and making the data are not.",
          FlowopAttributes.opening(CommonAttributes.IO_SIZE),
          Set.of(),
          Effect.NONE,
          "flowop appendfile name=appending,filesetname=data,iosize=8k");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    if (!binding.given("iosize")) {
      binding.note("appendfile without iosize appends nothing");
    }
    return binding.verifies() ? new Verified(binding) : new Bound(binding);
  }

  private static class Bound implements Flowop {
    final FileSlot slot;
    private final IoMemory memory;
    private final LongSource sizes;
    final FileStat stat = new FileStat();
    IoBuffer buffer;
    int length;

    Bound(Binding binding) throws BindException {
      slot = FileSlot.from(binding, "appendfile");
      memory = binding.memory();
      sizes = binding.numbers("iosize");
      buffer = memory.forRead(0);
    }

    @Override
    public Readiness prepare(FlowopContext context) throws IOException {
      Readiness readiness = slot.find();
      if (readiness == Readiness.READY) {
        length = Transfer.bytes(sizes.next());
        buffer = memory.forWrite(length);
      }
      return readiness;
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      if (length == 0) {
        return 0;
      }
      OpenFile file = slot.file();
      FileHandle handle = file.handle();
      handle.stat(stat);
      FullWrite.write(handle, buffer, length, stat.sizeBytes);
      file.position = stat.sizeBytes + length;
      return length;
    }
  }

  /** The end is found before the data is made, and once more in the timed call. */
  private static final class Verified extends Bound {
    private final BlockWriter blocks = new BlockWriter(false);
    private long end;

    Verified(Binding binding) throws BindException {
      super(binding);
    }

    @Override
    public Readiness prepare(FlowopContext context) throws IOException {
      Readiness readiness = super.prepare(context);
      if (readiness != Readiness.READY || length == 0) {
        return readiness;
      }
      slot.file().handle().stat(stat);
      end = stat.sizeBytes;
      boolean begun = blocks.begin(slot.file(), buffer, length, end, context);
      return begun ? readiness : Readiness.FINISHED;
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      if (length == 0) {
        return 0;
      }
      boolean written = false;
      try {
        OpenFile file = slot.file();
        FileHandle handle = file.handle();
        handle.stat(stat);
        FullWrite.write(handle, buffer, length, end);
        file.position = end + length;
        written = true;
        return length;
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
