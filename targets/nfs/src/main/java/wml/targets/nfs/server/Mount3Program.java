package wml.targets.nfs.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Exportnode;
import wml.targets.nfs.protocol.v3.Exports;
import wml.targets.nfs.protocol.v3.Mountlist;
import wml.targets.nfs.protocol.v3.Mountres3;
import wml.targets.nfs.protocol.v3.Mountres3Ok;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.nfs.store.FileStore;
import wml.targets.wire.oncrpc.Rpc.AcceptStatus;
import wml.targets.wire.oncrpc.RpcCall;
import wml.targets.wire.oncrpc.RpcProgram;
import wml.targets.wire.xdr.Opaque;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** The MOUNT protocol, version 3 (RFC 1813, appendix I): from a path to a handle. */
final class Mount3Program implements RpcProgram, RpcProgram.Conversation {
  private static final int AUTH_SYS = 1;

  private final FileStore store;
  private final String export;

  /**
   * @param export path under which the store's root is offered, such as {@code /}
   */
  Mount3Program(FileStore store, String export) {
    this.store = store;
    this.export = export;
  }

  @Override
  public int number() {
    return Nfs3.MOUNT_PROGRAM;
  }

  @Override
  public int lowestVersion() {
    return Nfs3.MOUNT_V3;
  }

  @Override
  public int highestVersion() {
    return Nfs3.MOUNT_V3;
  }

  @Override
  public Conversation converse() {
    return this;
  }

  @Override
  public AcceptStatus call(RpcCall call, XdrReader arguments, XdrWriter results)
      throws XdrException {
    switch (call.procedure()) {
      case Nfs3.MOUNTPROC3_NULL, Nfs3.MOUNTPROC3_UMNTALL -> {}
      case Nfs3.MOUNTPROC3_MNT -> mount(arguments.string(Nfs3.MNTPATHLEN)).write(results);
      case Nfs3.MOUNTPROC3_DUMP -> new Mountlist(List.of()).write(results);
      case Nfs3.MOUNTPROC3_UMNT -> arguments.string(Nfs3.MNTPATHLEN);
      case Nfs3.MOUNTPROC3_EXPORT ->
          new Exports(List.of(new Exportnode(export, List.of()))).write(results);
      default -> {
        return AcceptStatus.PROC_UNAVAIL;
      }
    }
    return AcceptStatus.SUCCESS;
  }

  /** The export itself, or a directory in it. */
  private Mountres3 mount(String path) {
    String rest = below(path);
    if (rest == null) {
      return new Mountres3(Nfs3.MNT3ERR_NOENT, null);
    }
    Handle at = new Handle();
    Handle next = new Handle();
    FileAttributes attributes = new FileAttributes();
    Name name = new Name();
    store.root(at);
    for (String part : rest.split("/", -1)) {
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      name.set(part);
      if (name.isDotDot() || name.length() > Name.MOST_BYTES || !name.isProper()) {
        return new Mountres3(Nfs3.MNT3ERR_ACCES, null);
      }
      int status = store.lookup(at, name, next, attributes);
      if (status != 0) {
        return new Mountres3(status, null);
      }
      at.set(next);
    }
    store.attributes(at, attributes);
    if (attributes.type != Nfs3.NF3DIR) {
      return new Mountres3(Nfs3.MNT3ERR_NOTDIR, null);
    }
    byte[] bytes = java.util.Arrays.copyOf(at.array(), at.length());
    return new Mountres3(Nfs3.MNT3_OK, new Mountres3Ok(Opaque.of(bytes), List.of(AUTH_SYS, 0)));
  }

  /** The part of a path behind the export; null if it is another. */
  private @Nullable String below(String path) {
    String base = export.equals("/") ? "" : export;
    byte[] utf8 = path.getBytes(StandardCharsets.UTF_8);
    if (utf8.length == 0 || !path.startsWith(base)) {
      return null;
    }
    String rest = path.substring(base.length());
    return rest.isEmpty() || rest.startsWith("/") ? rest : null;
  }
}
