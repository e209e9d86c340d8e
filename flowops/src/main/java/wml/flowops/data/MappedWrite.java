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

/** Writes a part of a file as memory. */
@AutoService(FlowopType.class)
public final class MappedWrite implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "mmapwrite",
          Category.IO,
          Direction.WRITE,
          "Copies iosize bytes into the memory that the file in its slot is mapped to, at "
              + "the file's position or with random at a random block, starting over at the end "
              + "as write does; without iosize, the working set, at most 1 MiB. The file is "
              + "mapped as a whole when it is first needed, and until it is closed; one that is "
              + "too short is first extended, untimed; it must not be cut meanwhile. Counts "
              + "iosize; picking, opening and mapping a file and making the data are not timed, "
              + "faults of pages are.",
          FlowopAttributes.opening(
              CommonAttributes.IO_SIZE, CommonAttributes.WORKING_SET, CommonAttributes.RANDOM),
          Set.of(MemoryMapping.class),
          Effect.NONE,
          "flowop mmapwrite name=writing,filesetname=data,iosize=4k,random\n"
              + "flowop msync name=syncing");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    MemoryMapping maps = TargetAbility.of(binding, MemoryMapping.class, "mmapwrite");
    MappedMover mover = new MappedMover(maps, Mapping::write);
    return VerifiedWrite.ofMapped(binding, new Write.Bound(binding, "mmapwrite", mover));
  }
}
