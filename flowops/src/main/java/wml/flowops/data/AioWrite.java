package wml.flowops.data;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.Set;
import wml.api.flowop.AsyncTransfers;
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
import wml.api.target.Capability;
import wml.api.target.Capability.AsyncIo;
import wml.flowops.slot.FileSlot;
import wml.flowops.slot.FlowopAttributes;
import wml.flowops.slot.TargetAbility;

/** Starts an asynchronous write. */
@AutoService(FlowopType.class)
public final class AioWrite implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "aiowrite",
          Category.AIO,
          Direction.WRITE,
          "Starts an asynchronous write of iosize bytes to the file in its slot, with "
              + "random at a random block, else at the file's position; a later aiowait reaps "
              + "it. Counts iosize when it starts; only starting it is timed. A thread has at "
              + "most 256 requests and 64 MiB under way: beyond that the call first waits, "
              + "untimed, for one to end.",
          FlowopAttributes.opening(
              CommonAttributes.IO_SIZE, CommonAttributes.WORKING_SET, CommonAttributes.RANDOM),
          Set.of(Capability.AsyncIo.class),
          Effect.NONE,
          "flowop aiowrite name=writing,filesetname=data,iosize=4k,random\n"
              + "flowop aiowait name=waiting");

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
    return new Bound(binding, queueOf(binding, "aiowrite"));
  }

  /** The thread's asynchronous writes. */
  static AsyncTransfers queueOf(Binding binding, String keyword) throws BindException {
    AsyncIo io = TargetAbility.of(binding, AsyncIo.class, keyword);
    try {
      return binding.openFiles().asyncTransfers(io);
    } catch (IOException e) {
      throw new BindException(keyword + " can't start asynchronous I/O: " + e.getMessage());
    }
  }

  private static final class Bound implements Flowop {
    private final FileSlot slot;
    private final IoMemory memory;
    private final Transfer transfer;
    private final AsyncTransfers writes;
    private final boolean random;
    private boolean ready;

    Bound(Binding binding, AsyncTransfers writes) throws BindException {
      this.writes = writes;
      slot = FileSlot.from(binding, "aiowrite");
      memory = binding.memory();
      DirectSizes.check(binding);
      transfer = new Transfer(binding);
      random = transfer.isRandom();
    }

    @Override
    public Readiness prepare(FlowopContext context) throws IOException {
      ready = false;
      Readiness readiness = slot.find();
      if (readiness == Readiness.READY) {
        transfer.draw(slot.file());
        ready = writes.readyToWrite(memory, transfer.length(), context);
      }
      return readiness;
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      if (!ready) {
        return INTERRUPTED;
      }
      OpenFile file = slot.file();
      int length = transfer.length();
      long offset = transfer.writeOffset(file);
      writes.write(file.handle(), length, offset);
      if (!random) {
        file.position = offset + length;
      }
      return length;
    }
  }
}
