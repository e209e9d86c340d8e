package wml.targets.nfs.client;

import java.io.IOException;
import wml.api.target.Capability;
import wml.api.target.FilePath;
import wml.targets.nfs.protocol.AttributeChange;
import wml.targets.nfs.protocol.Handle;
import wml.targets.nfs.protocol.Name;
import wml.targets.nfs.protocol.v3.Nfs3;

/** Links, permissions and times of a session. */
final class Names3 implements Capability.Links, Capability.Attributes {
  private final Session3 session;
  private final Handle handle = new Handle();
  private final Name content = new Name();
  private final AttributeChange change = new AttributeChange();

  Names3(Session3 session) {
    this.session = session;
  }

  @Override
  public void link(FilePath existing, FilePath name) throws IOException {
    int status;
    do {
      Session3.check(session.find(existing, handle), "link", existing);
      status = session.walk().to(name);
      if (status == 0) {
        status =
            session.calls().names().link(handle, session.walk().directory(), session.walk().name());
      }
    } while (session.walk().isWorthAgain(status));
    Session3.check(status, "link", name);
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
                .calls()
                .names()
                .symbolicLink(session.walk().directory(), session.walk().name(), change, content);
      }
    } while (session.walk().isWorthAgain(status));
    Session3.check(status, "symlink", name);
  }

  @Override
  public void readLink(FilePath name, FilePath into) throws IOException {
    int status = session.find(name, handle);
    if (status == 0) {
      status = session.calls().readLink(handle, content);
    }
    Session3.check(status, "readlink", name);
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
    int status = session.findTarget(path, handle);
    if (status == 0) {
      status = session.calls().setAttributes(handle, change);
    }
    Session3.check(status, operation, path);
  }

  @Override
  public boolean mayAccess(FilePath path, int rights) throws IOException {
    int status = session.findTarget(path, handle);
    Session3.check(status, "access", path);
    boolean directory = session.attributes().type == Nfs3.NF3DIR;
    int wanted = (rights & READ) != 0 ? Nfs3.ACCESS3_READ : 0;
    wanted |= (rights & WRITE) != 0 ? Nfs3.ACCESS3_MODIFY : 0;
    if ((rights & EXECUTE) != 0) {
      wanted |= directory ? Nfs3.ACCESS3_LOOKUP : Nfs3.ACCESS3_EXECUTE;
    }
    int granted = session.calls().access(handle, wanted);
    if (granted < 0) {
      throw Status.failed(-granted, "access", path);
    }
    return (granted & wanted) == wanted;
  }
}
