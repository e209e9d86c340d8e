package wml.flowops.rpc;

import com.google.auto.service.AutoService;
import java.util.List;
import wml.api.flowop.Attribute;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Signature.Direction;
import wml.api.flowop.Signature.Effect;
import wml.api.target.RemoteOperation;
import wml.flowops.slot.FlowopAttributes;

/** Calls that make, remove and change names. */
public final class RpcNames {
  private static final int FILE_MODE = 0644;
  private static final int DIRECTORY_MODE = 0755;
  private static final int LINK_MODE = 0777;

  private static final List<Attribute> PICKING =
      FlowopAttributes.of(CommonAttributes.FILESET, CommonAttributes.INDEXED);
  private static final List<Attribute> BESIDE =
      FlowopAttributes.of(CommonAttributes.FILESET, CommonAttributes.INDEXED, CommonAttributes.FD);

  private RpcNames() {}

  /** A name beside a file, whose example picks one. */
  abstract static class BesideType extends RemoteSignature {
    private final String suffix;
    private final int mode;

    BesideType(RemoteOperation operation, String what, String suffix, int mode) {
      super(
          operation,
          Direction.NONE,
          what
              + " a file: that in slot fd, if fd is above 0 and a file is open there, else the"
              + " fileset's next existing file, or the one near indexed. Its name is that of the"
              + " file with "
              + suffix
              + " and numbers behind it; the thread keeps as many as depth, and the one that"
              + " stands in the way is removed first, untimed. Counts no bytes.",
          BESIDE,
          Effect.NONE,
          "flowop " + keyword(operation) + " name=calling,filesetname=data");
      this.suffix = suffix;
      this.mode = mode;
    }

    @Override
    Subject subject(Binding binding) throws BindException {
      return new NameBeside(binding, signature().keyword(), suffix, mode);
    }
  }

  /** LINK. */
  @AutoService(FlowopType.class)
  public static final class Link extends BesideType {
    public Link() {
      super(RemoteOperation.LINK, "Makes a hard link beside", ".link-", 0);
    }
  }

  /** SYMLINK. */
  @AutoService(FlowopType.class)
  public static final class Symlink extends BesideType {
    public Symlink() {
      super(
          RemoteOperation.SYMLINK,
          "Makes a symbolic link, which holds its name, beside",
          ".symlink-",
          LINK_MODE);
    }
  }

  /** MKNOD. */
  @AutoService(FlowopType.class)
  public static final class MakeNode extends BesideType {
    public MakeNode() {
      super(RemoteOperation.MKNOD, "Makes a named pipe beside", ".pipe-", FILE_MODE);
    }
  }

  /** CREATE. */
  @AutoService(FlowopType.class)
  public static final class Create extends RemoteSignature {
    public Create() {
      super(
          RemoteOperation.CREATE,
          Direction.NONE,
          "Creates the fileset's next missing file, or the one near indexed, empty and without"
              + " opening it. Counts no bytes. If no file is missing, the thread waits for one to"
              + " be deleted or its work is done.",
          PICKING,
          Effect.CREATES_FILE,
          "flowop rpccreate name=creating,filesetname=data\n"
              + "flowop rpcremove name=removing,filesetname=data");
    }

    @Override
    public boolean keepsBlocks() {
      return false;
    }

    @Override
    Subject subject(Binding binding) throws BindException {
      return MovedEntry.file(binding, "rpccreate", MovedEntry.Change.APPEARS, FILE_MODE);
    }
  }

  /** REMOVE. */
  @AutoService(FlowopType.class)
  public static final class Remove extends RemoteSignature {
    public Remove() {
      super(
          RemoteOperation.REMOVE,
          Direction.NONE,
          "Removes the fileset's next existing file that nobody has open, or the one near"
              + " indexed. Counts no bytes.",
          PICKING,
          Effect.DELETES_FILE,
          "flowop rpcremove name=removing,filesetname=data\n"
              + "flowop rpccreate name=creating,filesetname=data");
    }

    @Override
    Subject subject(Binding binding) throws BindException {
      return MovedEntry.file(binding, "rpcremove", MovedEntry.Change.DISAPPEARS, 0);
    }
  }

  /** MKDIR. */
  @AutoService(FlowopType.class)
  public static final class MakeDirectory extends RemoteSignature {
    public MakeDirectory() {
      super(
          RemoteOperation.MKDIR,
          Direction.NONE,
          "Makes the fileset's next missing leaf directory, or the one near indexed. Counts no"
              + " bytes. If none is missing, the thread waits for one to be removed or its work"
              + " is done.",
          PICKING,
          Effect.CREATES_DIRECTORY,
          "flowop rpcrmdir name=removing,filesetname=data\n"
              + "flowop rpcmkdir name=making,filesetname=data");
    }

    @Override
    Subject subject(Binding binding) throws BindException {
      return MovedEntry.leafDirectory(
          binding, "rpcmkdir", MovedEntry.Change.APPEARS, DIRECTORY_MODE);
    }
  }

  /** RMDIR. */
  @AutoService(FlowopType.class)
  public static final class RemoveDirectory extends RemoteSignature {
    public RemoveDirectory() {
      super(
          RemoteOperation.RMDIR,
          Direction.NONE,
          "Removes the fileset's next existing leaf directory, or the one near indexed. Counts no"
              + " bytes. If none is there, the thread waits for one to be made or its work is"
              + " done.",
          PICKING,
          Effect.DELETES_DIRECTORY,
          "flowop rpcrmdir name=removing,filesetname=data\n"
              + "flowop rpcmkdir name=making,filesetname=data");
    }

    @Override
    Subject subject(Binding binding) throws BindException {
      return MovedEntry.leafDirectory(binding, "rpcrmdir", MovedEntry.Change.DISAPPEARS, 0);
    }
  }

  /** RENAME. */
  @AutoService(FlowopType.class)
  public static final class Rename extends RemoteSignature {
    public Rename() {
      super(
          RemoteOperation.RENAME,
          Direction.NONE,
          "Gives the fileset's next existing file that nobody has open, or the one near indexed,"
              + " the next name of the fileset that is missing, as renamefile does. Counts no"
              + " bytes. If no name is missing, the thread waits for a file to be deleted or its"
              + " work is done.",
          PICKING,
          Effect.RENAMES_FILE,
          "flowop rpcrename name=renaming,filesetname=data");
    }

    @Override
    public boolean keepsBlocks() {
      return false;
    }

    @Override
    Subject subject(Binding binding) throws BindException {
      return MovedEntry.file(binding, "rpcrename", MovedEntry.Change.IS_RENAMED, 0);
    }
  }
}
