package wml.targets.nfs.client.v4;

import java.io.IOException;
import wml.api.target.Capability;
import wml.api.target.FilePath;
import wml.targets.nfs.client.Status;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v4.Nfs4;

/** Links, permissions and times of a session. */
final class Names4 implements Capability.Links, Capability.Attributes {
  private final Session4 session;
  private final Handle handle = new Handle();
  private final Name content = new Name();
  private final AttributeChange change = new AttributeChange();

  Names4(Session4 session) {
    this.session = session;
  }

  @Override
  public void link(FilePath existing, FilePath name) throws IOException {
    session.changes(existing);
    int status;
    do {
      Session4.check(session.find(existing, handle), "link", existing);
      status = session.walk().to(name);
      if (status == 0) {
        status = session.tree().link(handle, session.walk().directory(), session.walk().name());
      }
    } while (session.walk().isWorthAgain(status));
    Session4.check(status, "link", name);
  }

  @Override
  public void symbolicLink(FilePath target, FilePath name) throws IOException {
    content.set(target.toString());
    int status;
    do {
      status = session.walk().to(name);
      if (status == 0) {
        change.clear().mode = 0777;
        status =
            session
                .tree()
                .symbolicLink(session.walk().directory(), session.walk().name(), change, content);
      }
    } while (session.walk().isWorthAgain(status));
    Session4.check(status, "symlink", name);
  }

  @Override
  public void readLink(FilePath name, FilePath into) throws IOException {
    int status = session.find(name, handle);
    if (status == 0) {
      status = session.tree().readLink(handle, content);
    }
    Session4.check(status, "readlink", name);
    into.clear().append(content.array(), content.length());
  }

  @Override
  public void changeMode(FilePath path, int mode) throws IOException {
    change.clear().mode = mode & 07777;
    change(path, "chmod");
  }

  @Override
  public void changeTimes(FilePath path, long accessedNanos, long modifiedNanos)
      throws IOException {
    change.clear().accessedNanos = accessedNanos;
    change.modifiedNanos = modifiedNanos;
    change(path, "utimes");
  }

  private void change(FilePath path, String operation) throws IOException {
    session.changes(path);
    int status = session.findTarget(path, handle);
    if (status == 0) {
      status = session.tree().setAttributes(handle, change);
    }
    Session4.check(status, operation, path);
  }

  @Override
  public boolean mayAccess(FilePath path, int rights) throws IOException {
    int status = session.findTarget(path, handle);
    Session4.check(status, "access", path);
    boolean directory = session.attributes().type == Tree4.DIRECTORY;
    int wanted = (rights & READ) != 0 ? Nfs4.ACCESS4_READ : 0;
    wanted |= (rights & WRITE) != 0 ? Nfs4.ACCESS4_MODIFY : 0;
    if ((rights & EXECUTE) != 0) {
      wanted |= directory ? Nfs4.ACCESS4_LOOKUP : Nfs4.ACCESS4_EXECUTE;
    }
    int granted = session.tree().access(handle, wanted);
    if (granted < 0) {
      throw Status.failed(-granted, "access", path);
    }
    return (granted & wanted) == wanted;
  }
}
