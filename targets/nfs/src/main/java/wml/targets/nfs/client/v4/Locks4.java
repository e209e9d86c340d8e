package wml.targets.nfs.client.v4;

import java.io.IOException;
import wml.api.target.Capability;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.targets.nfs.protocol.v4.Nfs4;

/** Locks on ranges: each open file is a lock owner. Servers hold them, so they bind all clients. */
final class Locks4 implements Capability.Locks {
  private final Session4 session;

  Locks4(Session4 session) {
    this.session = session;
  }

  private static long length(long length) {
    return length == 0 ? Opens4.TO_THE_END : length;
  }

  @Override
  public boolean tryLock(FileHandle handle, long offset, long length, boolean exclusive)
      throws IOException {
    File4 file = File4.of(handle);
    file.check(exclusive ? file.mode().writes() : file.mode().reads(), "lock", offset);
    long its = length(length);
    int status = session.opens().lock(file, offset, its, exclusive, false);
    if (status == Nfs4.NFS4ERR_DENIED) {
      return false;
    }
    if (status != 0) {
      throw file.failed(status, "lock", offset);
    }
    file.locks().locked(offset, its, exclusive);
    return true;
  }

  @Override
  public void unlock(FileHandle handle, long offset, long length) throws IOException {
    File4 file = File4.of(handle);
    file.check(true, "unlock", offset);
    if (offset < 0) {
      throw file.failed(ErrorKind.EINVAL.errno(), "unlock", offset);
    }
    if (!file.locks().any()) {
      return;
    }
    int status = session.opens().unlock(file, offset, length(length));
    if (status != 0) {
      throw file.failed(status, "unlock", offset);
    }
    file.locks().unlocked(offset, length(length));
  }
}
