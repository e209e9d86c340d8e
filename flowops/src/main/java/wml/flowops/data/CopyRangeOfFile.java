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
import wml.api.flowop.OpenFile;
import wml.api.flowop.OpenFiles;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.target.Capability.CopyRange;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.TargetException;
import wml.flowops.slot.FileSlot;
import wml.flowops.slot.FlowopAttributes;
import wml.flowops.slot.SlotChoice;
import wml.flowops.slot.TargetAbility;

/** Copies a range of a file to another one. */
@AutoService(FlowopType.class)
public final class CopyRangeOfFile implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "copyrange",
          Category.IO,
          Direction.WRITE,
          "Copies iosize bytes of the file in slot srcfd, which must be open, to the same "
              + "place in the file in slot fd, without moving them through memory of the thread; "
              + "they must not be the same file. The place is the source's position, which moves "
              + "on, or with random a random block of the source; without iosize, the working "
              + "set, at most 1 MiB. Counts the bytes copied: fewer at the end of the source. "
              + "Only the copying is timed.",
          FlowopAttributes.opening(
              CommonAttributes.IO_SIZE,
              CommonAttributes.WORKING_SET,
              CommonAttributes.RANDOM,
              CommonAttributes.SOURCE_FD),
          Set.of(CopyRange.class),
          Effect.NONE,
          "flowop openfile name=source,filesetname=data,fd=1\n"
              + "flowop openfile name=destination,filesetname=data,fd=2\n"
              + "flowop copyrange name=copying,srcfd=1,fd=2,iosize=16k\n"
              + "flowop closefile name=closing,fd=1\n"
              + "flowop closefile name=closing-too,fd=2");

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
    return new Bound(binding, TargetAbility.of(binding, CopyRange.class, "copyrange"));
  }

  private static final class Bound implements Flowop {
    private final CopyRange copies;
    private final FileSlot slot;
    private final OpenFiles files;
    private final int sourceSlot;
    private final Transfer transfer;
    private final boolean random;
    private OpenFile source = new OpenFile();
    private long offset;

    Bound(Binding binding, CopyRange copies) throws BindException {
      this.copies = copies;
      slot = FileSlot.from(binding, "copyrange");
      files = binding.openFiles();
      sourceSlot = SlotChoice.number(binding, "srcfd");
      if (!binding.flag("opennext") && SlotChoice.number(binding, "fd") == sourceSlot) {
        throw new BindException(
            "copyrange has fd and srcfd " + sourceSlot + "; they must be two slots");
      }
      transfer = new Transfer(binding);
      random = transfer.isRandom();
    }

    @Override
    public Readiness prepare(FlowopContext context) throws IOException {
      OpenFile open = files.inUse(sourceSlot);
      if (open == null) {
        throw new TargetException(
            ErrorKind.EBADF,
            "copyrange",
            "slot srcfd=" + sourceSlot + ", which is empty: an openfile before it is needed");
      }
      source = open;
      Readiness readiness = slot.find();
      if (readiness == Readiness.READY) {
        transfer.draw(source);
        offset = transfer.writeOffset(source);
      }
      return readiness;
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      FileHandle from = source.handle();
      FileHandle to = slot.file().handle();
      long length = transfer.length();
      long done = 0;
      long now = 1;
      while (done < length && now > 0) {
        now = copies.copy(from, offset + done, to, offset + done, length - done);
        done += now;
      }
      if (!random) {
        source.position = done < length ? 0 : offset + done;
      }
      return done;
    }
  }
}
