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

/** Reads a part of a file into several parts of memory. */
@AutoService(FlowopType.class)
public final class ReadVector implements FlowopType {
  private static final Signature SIGNATURE =
      new Signature(
          "readv",
          Category.IO,
          Direction.READ,
          "Reads iosize bytes from the file in its slot into as many parts of memory as "
              + "vectors says, at the file's position or with random at a random block, starting "
              + "over at the end of the file as read does; without iosize, the working set, at "
              + "most 1 MiB. Counts the bytes returned; picking and opening a file are not timed.",
          VectorMover.ATTRIBUTES,
          Set.of(VectorIo.class),
          Effect.NONE,
          "flowop readv name=reading,filesetname=data,iosize=64k,vectors=16,random");

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public Flowop bind(Binding binding) throws BindException {
    VectorIo vectors = TargetAbility.of(binding, VectorIo.class, "readv");
    VectorMover mover = new VectorMover(binding, vectors::read);
    return VerifiedRead.of(binding, new Read.Bound(binding, "readv", mover));
  }
}
