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
import wml.api.random.RandomStream;
import wml.api.target.FileHandle;
import wml.api.target.FileStat;
import wml.api.target.IoBuffer;
import wml.flowops.slot.FileSlot;
import wml.flowops.slot.FlowopAttributes;

/** Appends a random number of bytes to a file. */
@AutoService(FlowopType.class)
public final class AppendFileRandom implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "appendfilerand",
          Category.IO,
          Direction.WRITE,
          "Writes a random number of bytes, uniform from 0 to iosize - 1, at the end of "
              + "the file in its slot. Counts the bytes written; a call that draws 0 counts and "
              + "does nothing else. Finding the end is part of the timed call; picking and "
              + "opening a file and making the data are not.",
          FlowopAttributes.opening(CommonAttributes.IO_SIZE),
          Set.of(),
          Effect.NONE,
          "flowop appendfilerand name=appending,filesetname=data,iosize=8k");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public boolean keepsBlocks() {
    return false;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    if (!binding.given("iosize")) {
      binding.note("appendfilerand without iosize appends nothing");
    }
    return new Bound(binding);
  }

  private static final class Bound implements Flowop {
    private final FileSlot slot;
    private final IoMemory memory;
    private final LongSource sizes;
    private final RandomStream stream;
    private final FileStat stat = new FileStat();
    private IoBuffer buffer;
    private int length;

    Bound(Binding binding) throws BindException {
      slot = FileSlot.from(binding, "appendfilerand");
      memory = binding.memory();
      sizes = binding.numbers("iosize");
      stream = binding.random();
      buffer = memory.forRead(0);
    }

    @Override
    public Readiness prepare(FlowopContext context) throws IOException {
      Readiness readiness = slot.find();
      if (readiness == Readiness.READY) {
        length = (int) stream.nextLong(Transfer.bytes(sizes.next()));
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
}
