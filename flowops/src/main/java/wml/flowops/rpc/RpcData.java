package wml.flowops.rpc;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Locale;
import wml.api.flowop.Attribute;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.target.RemoteCall.Stability;
import wml.api.target.RemoteOperation;
import wml.flowops.slot.FlowopAttributes;

/** Calls that move a file's data, or make it durable. */
public final class RpcData {
  private static final String SLOT =
      " the file in its slot, which is opened, untimed, if it has to be";

  private static final Attribute STABLE =
      Attribute.choice(
          "stable",
          List.of("unstable", "data_sync", "file_sync"),
          "what is durable when the call is answered");

  private RpcData() {}

  /** READ. */
  @AutoService(FlowopType.class)
  public static final class Read extends RemoteSignature {
    public Read() {
      super(
          RemoteOperation.READ,
          Direction.READ,
          "Reads iosize bytes, which must be no more than the server sends at once, of"
              + SLOT
              + ": with random from a random block, else from the file's position. Counts the"
              + " bytes that came.",
          FlowopAttributes.opening(
              CommonAttributes.IO_SIZE, CommonAttributes.WORKING_SET, CommonAttributes.RANDOM),
          Effect.NONE,
          "flowop rpcread name=reading,filesetname=data,iosize=4k,random,depth=4");
    }

    @Override
    Subject subject(Binding binding) throws BindException {
      return TransferredBlock.read(binding, "rpcread");
    }
  }

  /** WRITE. */
  @AutoService(FlowopType.class)
  public static final class Write extends RemoteSignature {
    public Write() {
      super(
          RemoteOperation.WRITE,
          Direction.WRITE,
          "Writes iosize bytes, which must be no more than the server takes at once, to"
              + SLOT
              + ": with random at a random block, else at the file's position. Counts the bytes"
              + " that were taken.",
          FlowopAttributes.opening(
              CommonAttributes.IO_SIZE,
              CommonAttributes.WORKING_SET,
              CommonAttributes.RANDOM,
              STABLE),
          Effect.NONE,
          "flowop rpcwrite name=writing,filesetname=data,iosize=4k,random,stable=file_sync");
    }

    @Override
    public boolean keepsBlocks() {
      return false;
    }

    @Override
    Subject subject(Binding binding) throws BindException {
      String word = binding.text(STABLE.name());
      return TransferredBlock.write(
          binding, "rpcwrite", Stability.valueOf(word.toUpperCase(Locale.ROOT)));
    }
  }

  /** COMMIT. */
  @AutoService(FlowopType.class)
  public static final class Commit extends RemoteSignature {
    public Commit() {
      super(
          RemoteOperation.COMMIT,
          Direction.NONE,
          "Makes durable what was written to" + SLOT + ". Counts no bytes.",
          FlowopAttributes.opening(),
          Effect.NONE,
          "flowop rpcwrite name=writing,filesetname=data,iosize=4k\n"
              + "flowop rpccommit name=committing,filesetname=data");
    }

    @Override
    Subject subject(Binding binding) throws BindException {
      return new WholeFile(binding, "rpccommit");
    }
  }
}
