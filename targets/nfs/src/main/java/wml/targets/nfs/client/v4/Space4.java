package wml.targets.nfs.client.v4;

import java.io.IOException;
import wml.api.target.Capability;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.targets.nfs.protocol.FileAttributes;
import wml.targets.nfs.protocol.StateId;
import wml.targets.nfs.protocol.v4.Nfs4;
import wml.targets.wire.xdr.XdrReader;
import wml.targets.wire.xdr.XdrWriter;

/** Space of open files, and copies that the server makes (RFC 7862, sections 15.1, 15.2, 15.4). */
final class Space4 implements Capability.Preallocation, Capability.CopyRange {
  /** Of one COPY: the server answers when all of it is done. */
  private static final long MOST_COPIED = 256L << 20;

  private final Calls4 calls;
  private final Tree4 tree;
  private final StateId callback = new StateId();
  private final FileAttributes attributes = new FileAttributes();

  Space4(Calls4 calls) {
    this.calls = calls;
    tree = new Tree4(calls);
  }

  @Override
  public void allocate(FileHandle handle, Mode mode, long offset, long length) throws IOException {
    File4 file = File4.of(handle);
    file.check(file.mode().writes(), "allocate", offset);
    if (offset < 0 || length <= 0) {
      throw file.failed(ErrorKind.EINVAL.errno(), "allocate", offset);
    }
    if (mode == Mode.KEEP_SIZE) {
      throw file.failed(Nfs4.NFS4ERR_NOTSUPP, "allocate", offset); // ALLOCATE always grows a file
    }
    do {
      calls.begin(true).at(file.handle());
      if (mode != Mode.DEFAULT) {
        range(Nfs4.OP_DEALLOCATE, file, offset, length);
      }
      if (mode != Mode.PUNCH_HOLE) {
        range(Nfs4.OP_ALLOCATE, file, offset, length);
      }
    } while (!calls.finish());
    if (calls.status() != 0) {
      throw file.failed(calls.status(), "allocate", offset);
    }
  }

  private void range(int operation, File4 file, long offset, long length) {
    XdrWriter out = calls.op(operation);
    file.stateid().write(out);
    out.putLong(offset).putLong(length);
  }

  @Override
  public long copy(FileHandle from, long fromOffset, FileHandle to, long toOffset, long length)
      throws IOException {
    File4 source = File4.of(from);
    File4 sink = File4.of(to);
    source.check(source.mode().reads(), "copy", fromOffset);
    sink.check(sink.mode().writes(), "copy", toOffset);
    long wanted = Math.min(length, MOST_COPIED);
    if (wanted == 0) {
      return 0; // to a server, 0 is all that there is
    }
    int status = copyOnce(source, fromOffset, sink, toOffset, wanted);
    if (status == Nfs4.NFS4ERR_INVAL) {
      // A range must not reach beyond the file's end.
      status = tree.getAttributes(source.handle(), attributes);
      long there = attributes.size - fromOffset;
      if (status == 0 && there <= 0) {
        return 0;
      }
      status =
          status != 0 || there >= wanted
              ? Nfs4.NFS4ERR_INVAL
              : copyOnce(source, fromOffset, sink, toOffset, there);
    }
    if (status != 0) {
      throw sink.failed(status, "copy", toOffset);
    }
    return taken(sink, toOffset);
  }

  private int copyOnce(File4 source, long fromOffset, File4 sink, long toOffset, long length)
      throws IOException {
    do {
      calls.begin(true).at(source.handle()).op(Nfs4.OP_SAVEFH);
      XdrWriter out = calls.at(sink.handle()).op(Nfs4.OP_COPY);
      source.stateid().write(out);
      sink.stateid().write(out);
      out.putLong(fromOffset).putLong(toOffset).putLong(length);
      out.putBoolean(true).putBoolean(true).putInt(0); // in order, at once, on this server
    } while (!calls.finish());
    return calls.status();
  }

  private long taken(File4 sink, long offset) throws IOException {
    calls.next(Nfs4.OP_PUTFH);
    calls.next(Nfs4.OP_SAVEFH);
    calls.next(Nfs4.OP_PUTFH);
    XdrReader in = calls.next(Nfs4.OP_COPY);
    if (in.count(1) == 1) {
      callback.read(in);
      throw sink.failed(Nfs4.NFS4ERR_NOTSUPP, "copy without waiting", offset);
    }
    long count = in.getLong();
    sink.noted(in.getInt(), in.getLong());
    return count;
  }
}
