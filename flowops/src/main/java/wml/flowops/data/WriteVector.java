package wml.flowops.data;

import com.google.auto.service.AutoService;
import java.util.Set;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Signature;
import wml.api.flowop.Signature.Category;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.target.Capability.VectorIo;
import wml.flowops.slot.TargetAbility;

/** Writes a part of a file from several parts of memory. */
@AutoService(FlowopType.class)
public final class WriteVector implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "writev",
          Category.IO,
          Direction.WRITE,
          "Writes iosize bytes to the file in its slot from as many parts of memory as "
              + "vectors says, at the file's position or with random at a random block, starting "
              + "over at the end as write does; without iosize, the working set, at most 1 MiB. "
              + "Counts iosize; picking and opening a file and making the data are not timed.",
          VectorMover.ATTRIBUTES,
          Set.of(VectorIo.class),
          Effect.NONE,
          "flowop writev name=writing,filesetname=data,iosize=64k,vectors=16,random");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    VectorIo vectors = TargetAbility.of(binding, VectorIo.class, "writev");
    VectorMover mover = new VectorMover(binding, vectors::write);
    return VerifiedWrite.of(binding, new Write.Bound(binding, "writev", mover));
  }
}
