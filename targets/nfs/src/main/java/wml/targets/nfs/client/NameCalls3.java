package wml.targets.nfs.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;
import wml.targets.wire.xdr.XdrException;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/**
 * The calls of NFS 3 that make, move and remove names. One that was sent twice is no failure if the
 * first was carried out. Owned by one thread.
 */
final class NameCalls3 {
  private final Calls3 calls;

  NameCalls3(Calls3 calls) {
    this.calls = calls;
  }

  int create(Handle directory, Name name, int how, AttributeChange first, Handle into)
      throws IOException {
    calls.once();
    while (true) {
      XdrWriter out = calls.begin(Nfs3.NFSPROC3_CREATE);
      directory.write(out);
      name.write(out);
      out.putInt(how);
      first.write(out);
      XdrReader in = calls.finish();
      if (in == null) {
        continue;
      }
      int status = in.getInt();
      if (status == 0) {
        return made(in, directory, name, into);
      }
      if (status == Nfs3.NFS3ERR_EXIST && calls.wasSentAgain()) {
        return calls.lookup(directory, name, into, new FileAttributes());
      }
      if (!calls.isLater(status)) {
        return status;
      }
    }
  }

  /** {@code post_op_fh3}: a server need not say it. */
  private int made(XdrReader in, Handle directory, Name name, Handle into) throws IOException {
    if (in.getBoolean()) {
      into.read(in, Nfs3.NFS3_FHSIZE);
      return 0;
    }
    return calls.lookup(directory, name, into, new FileAttributes());
  }

  int makeDirectory(Handle directory, Name name, AttributeChange first) throws IOException {
    calls.once();
    while (true) {
      XdrWriter out = calls.begin(Nfs3.NFSPROC3_MKDIR);
      directory.write(out);
      name.write(out);
      first.write(out);
      int status = statusOf(calls.finish(), Nfs3.NFS3ERR_EXIST);
      if (!calls.isLater(status)) {
        return status;
      }
    }
  }

  int symbolicLink(Handle directory, Name name, AttributeChange first, Name content)
      throws IOException {
    calls.once();
    while (true) {
      XdrWriter out = calls.begin(Nfs3.NFSPROC3_SYMLINK);
      directory.write(out);
      name.write(out);
      first.write(out);
      content.write(out);
      int status = statusOf(calls.finish(), Nfs3.NFS3ERR_EXIST);
      if (!calls.isLater(status)) {
        return status;
      }
    }
  }

  int link(Handle file, Handle directory, Name name) throws IOException {
    calls.once();
    while (true) {
      XdrWriter out = calls.begin(Nfs3.NFSPROC3_LINK);
      file.write(out);
      directory.write(out);
      name.write(out);
      int status = statusOf(calls.finish(), Nfs3.NFS3ERR_EXIST);
      if (!calls.isLater(status)) {
        return status;
      }
    }
  }

  /**
   * @param procedure REMOVE or RMDIR
   */
  int remove(int procedure, Handle directory, Name name) throws IOException {
    calls.once();
    while (true) {
      XdrWriter out = calls.begin(procedure);
      directory.write(out);
      name.write(out);
      int status = statusOf(calls.finish(), Nfs3.NFS3ERR_NOENT);
      if (!calls.isLater(status)) {
        return status;
      }
    }
  }

  int rename(Handle fromDirectory, Name from, Handle toDirectory, Name to) throws IOException {
    calls.once();
    while (true) {
      XdrWriter out = calls.begin(Nfs3.NFSPROC3_RENAME);
      fromDirectory.write(out);
      from.write(out);
      toDirectory.write(out);
      to.write(out);
      int status = statusOf(calls.finish(), Nfs3.NFS3ERR_NOENT);
      if (!calls.isLater(status)) {
        return status;
      }
    }
  }

  /**
   * The status of a call that changes names.
   *
   * @param already the status if the call was carried out before its answer was lost
   */
  private int statusOf(@Nullable XdrReader in, int already) throws XdrException {
    if (in == null) {
      return Nfs3.NFS3ERR_JUKEBOX;
    }
    int status = in.getInt();
    return status == already && calls.wasSentAgain() ? 0 : status;
  }
}
