package wml.flowops.data;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import wml.api.flowop.Attribute;
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
import wml.api.target.Capability.Preallocation;
import wml.api.units.Nearest;
import wml.flowops.slot.FileSlot;
import wml.flowops.slot.FlowopAttributes;
import wml.flowops.slot.TargetAbility;

/** Reserves, frees or zeroes a range of a file. */
@AutoService(FlowopType.class)
public final class Fallocate implements FlowopType {
  private static final Attribute MODE =
      Attribute.text("mode", "default", "default, keep_size, punch_hole or zero_range");
  private static final Signature SIGNATURE =
      new Signature(
          "fallocate",
          Category.IO,
          Direction.NONE,
          "Changes the space of iosize bytes of the file in its slot, at the file's "
              + "position, which moves on, or with random at a random block; without iosize, of "
              + "the working set, at most 1 MiB. The mode default reserves space and lets the "
              + "file grow, keep_size reserves it without, punch_hole frees it, zero_range makes "
              + "it zeros. Counts no bytes; only the change is timed, picking and opening a file "
              + "are not.",
          FlowopAttributes.opening(
              CommonAttributes.IO_SIZE,
              CommonAttributes.WORKING_SET,
              CommonAttributes.RANDOM,
              MODE),
          Set.of(Preallocation.class),
          Effect.NONE,
          "flowop fallocate name=reserving,filesetname=data,iosize=64k\n"
              + "flowop fallocate name=freeing,filesetname=data,iosize=4k,random,mode=punch_hole");

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
    return new Bound(binding, TargetAbility.of(binding, Preallocation.class, "fallocate"));
  }

  private static Preallocation.Mode mode(String text) throws BindException {
    List<String> names = new ArrayList<>();
    for (Preallocation.Mode mode : Preallocation.Mode.values()) {
      String name = mode.name().toLowerCase(Locale.ROOT);
      if (name.equals(text)) {
        return mode;
      }
      names.add(name);
    }
    throw new BindException(
        "mode=" + text + Nearest.hint(text, names) + " must be one of " + names);
  }

  private static final class Bound implements Flowop {
    private final Preallocation space;
    private final Preallocation.Mode mode;
    private final FileSlot slot;
    private final Transfer transfer;
    private final boolean random;
    private long offset;

    Bound(Binding binding, Preallocation space) throws BindException {
      this.space = space;
      mode = mode(binding.text("mode"));
      slot = FileSlot.from(binding, "fallocate");
      transfer = new Transfer(binding);
      random = transfer.isRandom();
    }

    @Override
    public Readiness prepare(FlowopContext context) throws IOException {
      Readiness readiness = slot.find();
      if (readiness == Readiness.READY) {
        transfer.draw(slot.file());
        offset = transfer.writeOffset(slot.file());
      }
      return readiness;
    }

    @Override
    public long run(FlowopContext context) throws IOException {
      OpenFile file = slot.file();
      space.allocate(file.handle(), mode, offset, transfer.length());
      if (!random) {
        file.position = offset + transfer.length();
      }
      return 0;
    }
  }
}
