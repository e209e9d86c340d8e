package wml.flowops.data;

import com.google.auto.service.AutoService;
import java.util.Set;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.target.Capability.Mapping;
import wml.api.target.Capability.MemoryMapping;
import wml.flowops.slot.FlowopAttributes;
import wml.flowops.slot.TargetAbility;

/** Reads a part of a file as memory. */
@AutoService(FlowopType.class)
public final class MappedRead implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "mmapread",
          Category.IO,
          Direction.READ,
          "Copies iosize bytes out of the memory that the file in its slot is mapped to, at "
              + "the file's position or with random at a random block, starting over at the end "
              + "of the file as read does; without iosize, the working set, at most 1 MiB. The "
              + "file is mapped as a whole when it is first needed, and until it is closed; it "
              + "must not be empty, nor be cut meanwhile. Counts the bytes copied; picking, "
              + "opening and mapping a file are not timed, faults of pages are.",
          FlowopAttributes.opening(
              CommonAttributes.IO_SIZE, CommonAttributes.WORKING_SET, CommonAttributes.RANDOM),
          Set.of(MemoryMapping.class),
          Effect.NONE,
          "flowop mmapread name=reading,filesetname=data,iosize=4k,random");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    MemoryMapping maps = TargetAbility.of(binding, MemoryMapping.class, "mmapread");
    MappedMover mover = new MappedMover(maps, Mapping::read);
    return VerifiedRead.of(binding, new Read.Bound(binding, "mmapread", mover));
  }
}
