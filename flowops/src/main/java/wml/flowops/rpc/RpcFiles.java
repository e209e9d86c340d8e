package wml.flowops.rpc;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.List;
import wml.api.flowop.Attribute;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.target.RemoteCall;
import wml.api.target.RemoteOperation;
import wml.flowops.metadata.AccessFile;
import wml.flowops.metadata.ChangeMode;
import wml.flowops.slot.FlowopAttributes;

/** Calls about an existing file. */
public final class RpcFiles {
  private static final String PICKED =
      " a file: that in slot fd, if fd is above 0 and a file is open there, else the fileset's"
          + " next existing file, or the one near indexed. Counts no bytes.";

  private static final List<Attribute> PICKING =
      FlowopAttributes.of(CommonAttributes.FILESET, CommonAttributes.INDEXED, CommonAttributes.FD);

  private RpcFiles() {}

  /** A file, with a number that says what is to be done or asked. */
  private record WithMode(ExistingEntry existing, int mode) implements Subject {
    @Override
    public Readiness find(RemoteCall call) throws IOException {
      call.mode = mode;
      return existing.find(call);
    }

    @Override
    public void over(RemoteCall call, boolean succeeded) {
      existing.over(call, succeeded);
    }
  }

  /** GETATTR. */
  @AutoService(FlowopType.class)
  public static final class GetAttributes extends RemoteSignature {
    public GetAttributes() {
      super(
          RemoteOperation.GETATTR,
          Direction.NONE,
          "Asks for the attributes of" + PICKED,
          PICKING,
          Effect.NONE,
          "flowop rpcgetattr name=asking,filesetname=data,depth=4");
    }

    @Override
    Subject subject(Binding binding) throws BindException {
      return ExistingEntry.file(binding, "rpcgetattr");
    }
  }

  /** SETATTR. */
  @AutoService(FlowopType.class)
  public static final class SetAttributes extends RemoteSignature {
    public SetAttributes() {
      super(
          RemoteOperation.SETATTR,
          Direction.NONE,
          "Sets the permissions, to mode, of" + PICKED,
          FlowopAttributes.of(
              CommonAttributes.FILESET,
              CommonAttributes.INDEXED,
              CommonAttributes.FD,
              ChangeMode.MODE),
          Effect.NONE,
          "flowop rpcsetattr name=changing,filesetname=data,mode=640");
    }

    @Override
    Subject subject(Binding binding) throws BindException {
      int mode = ChangeMode.mode(binding.text(ChangeMode.MODE.name()));
      return new WithMode(ExistingEntry.file(binding, "rpcsetattr"), mode);
    }
  }

  /** ACCESS. */
  @AutoService(FlowopType.class)
  public static final class Access extends RemoteSignature {
    public Access() {
      super(
          RemoteOperation.ACCESS,
          Direction.NONE,
          "Asks what of mode the thread may do, whatever the answer, to" + PICKED,
          FlowopAttributes.of(
              CommonAttributes.FILESET,
              CommonAttributes.INDEXED,
              CommonAttributes.FD,
              AccessFile.MODE),
          Effect.NONE,
          "flowop rpcaccess name=asking,filesetname=data,mode=rw");
    }

    @Override
    Subject subject(Binding binding) throws BindException {
      int rights = AccessFile.rights(binding.text(AccessFile.MODE.name()));
      return new WithMode(ExistingEntry.file(binding, "rpcaccess"), rights);
    }
  }

  /** LOOKUP. */
  @AutoService(FlowopType.class)
  public static final class Lookup extends RemoteSignature {
    public Lookup() {
      super(
          RemoteOperation.LOOKUP,
          Direction.NONE,
          "Looks up the last name of the fileset's next existing file, or of the one near indexed,"
              + " in its directory. Counts no bytes.",
          FlowopAttributes.of(CommonAttributes.FILESET, CommonAttributes.INDEXED),
          Effect.NONE,
          "flowop rpclookup name=finding,filesetname=data");
    }

    @Override
    Subject subject(Binding binding) throws BindException {
      return ExistingEntry.nextFile(binding, "rpclookup");
    }
  }

  /** READLINK. */
  @AutoService(FlowopType.class)
  public static final class ReadLink extends RemoteSignature {
    public ReadLink() {
      super(
          RemoteOperation.READLINK,
          Direction.READ,
          "Reads the symbolic link beside the fileset's next existing file, or the one near"
              + " indexed, which is made as readlink makes it. Counts the bytes that the link"
              + " holds.",
          FlowopAttributes.of(CommonAttributes.FILESET, CommonAttributes.INDEXED),
          Effect.NONE,
          "flowop rpcreadlink name=reading,filesetname=data");
    }

    @Override
    Subject subject(Binding binding) throws BindException {
      return new LinkBeside(binding, "rpcreadlink");
    }
  }
}
