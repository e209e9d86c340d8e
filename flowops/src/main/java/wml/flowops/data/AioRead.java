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
import wml.api.flowop.OpenFile;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.target.Capability;
import wml.flowops.slot.FileSlot;
import wml.flowops.slot.FlowopAttributes;

/** Starts an asynchronous read. */
@AutoService(FlowopType.class)
public final class AioRead implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "aioread",
          Category.AIO,
          Direction.READ,
          "Starts an asynchronous read of iosize bytes of the file in its slot, with "
              + "random at a random block, else at the file's position; a later aiowait reaps "
              + "it. Counts iosize when it starts; only starting it is timed. A thread has at "
              + "most 256 requests and 64 MiB under way: beyond that the call first waits, "
              + "untimed, for one to end.",
          FlowopAttributes.opening(
              CommonAttributes.IO_SIZE, CommonAttributes.WORKING_SET, CommonAttributes.RANDOM),
          Set.of(Capability.AsyncIo.class),
          Effect.NONE,
          "flowop aioread name=reading,filesetname=data,iosize=4k,random\n"
              + "flowop aiowait name=waiting");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    return new Bound(binding, AioWrite.queueOf(binding, "aioread"));
  }

  private static final class Bound implements Flowop {
    private final FileSlot slot;
    private final Transfer transfer;
    private final AsyncTransfers reads;
    private final boolean random;
    private boolean ready;

    Bound(Binding binding, AsyncTransfers reads) throws BindException {
      this.reads = reads;
      slot = FileSlot.from(binding, "aioread");
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
        transfer.placeRead(slot.file());
        ready = reads.readyToRead(transfer.length(), context);
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
      long offset = transfer.offset();
      reads.read(file.handle(), length, offset);
      if (!random) {
        file.position = offset + length;
      }
      return length;
    }
  }
}
