package wml.flowops.data;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.Set;
import wml.api.flowop.Attribute;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.target.Capability.Locks;
import wml.api.target.FileHandle;
import wml.flowops.slot.FileSlot;
import wml.flowops.slot.FlowopAttributes;
import wml.flowops.slot.TargetAbility;

/** Locks a range of a file. */
@AutoService(FlowopType.class)
public final class LockFile implements FlowopType {
  private static final Attribute SHARED =
      Attribute.flag("shared", "lets others lock the same bytes with shared");

  private static final Signature SIGNATURE =
      new Signature(
          "lock",
          Category.SYNC,
          Direction.NONE,
          "Locks iosize bytes of the file in its slot, at the file's position or with "
              + "random at a random block, or the whole file without iosize; it waits while a "
              + "lock of another open file is in the way. Locks bind only those who lock. With "
              + "shared others may lock so too, else nobody. A lock ends with unlock or when the "
              + "file is closed. Counts as synchronisation, not as I/O. The wait is timed; it "
              + "asks again every 20 microseconds at first and every millisecond at last.",
          FlowopAttributes.opening(
              CommonAttributes.IO_SIZE,
              CommonAttributes.WORKING_SET,
              CommonAttributes.RANDOM,
              SHARED),
          Set.of(Locks.class),
          Effect.NONE,
          "flowop lock name=locking,filesetname=data,iosize=4k,random\n"
              + "flowop write name=writing,filesetname=data,iosize=4k\n"
              + "flowop unlock name=unlocking");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    return new Bound(binding, TargetAbility.of(binding, Locks.class, "lock"));
  }

  private static final class Bound implements Flowop {
    private static final long FIRST_NAP_NANOS = 20_000;
    private static final long LAST_NAP_NANOS = 1_000_000;

    private final Locks locks;
    private final FileSlot slot;
    private final Transfer transfer;
    private final boolean whole;
    private final boolean exclusive;
    private long offset;
    private long length;

    Bound(Binding binding, Locks locks) throws BindException {
      this.locks = locks;
      slot = FileSlot.from(binding, "lock");
      transfer = new Transfer(binding);
      whole = !binding.given("iosize");
      exclusive = !binding.flag("shared");
    }

    @Override
    public Readiness prepare(FlowopContext context) throws IOException {
      Readiness readiness = slot.find();
      if (readiness == Readiness.READY && !whole) {
        transfer.draw(slot.file());
        offset = transfer.writeOffset(slot.file());
        length = transfer.length();
      }
      return readiness;
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      FileHandle file = slot.file().handle();
      long nap = FIRST_NAP_NANOS;
      while (!locks.tryLock(file, offset, length, exclusive)) {
        if (!context.sleepUntil(System.nanoTime() + nap)) {
          return INTERRUPTED;
        }
        nap = Math.min(LAST_NAP_NANOS, 2 * nap);
      }
      return 0;
    }
  }
}
