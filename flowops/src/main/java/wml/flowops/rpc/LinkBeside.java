package wml.flowops.rpc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import wml.api.flowop.BindException;
import wml.api.flowop.Binding;
import wml.api.flowop.Readiness;
import wml.api.target.Capability.Links;
import wml.api.target.ErrorKind;
import wml.api.target.FilePath;
import wml.api.target.RemoteCall;
import wml.api.target.TargetException;
import wml.flowops.slot.EntryMarks;
import wml.flowops.slot.EntryPick;
import wml.flowops.slot.TargetAbility;

/** The symbolic link beside an existing file, which is made, untimed, if there is none. */
final class LinkBeside implements Subject {
  private static final byte[] SUFFIX = ".symlink".getBytes(StandardCharsets.UTF_8);

  private final ExistingEntry existing;
  private final Links links;
  private final EntryMarks linked;
  private final FilePath content = new FilePath();

  LinkBeside(Binding binding, String keyword) throws BindException {
    existing = ExistingEntry.nextFile(binding, keyword);
    links = TargetAbility.of(binding, Links.class, keyword);
    linked = new EntryMarks(EntryPick.filesetOf(binding, keyword).files().entries());
  }

  @Override
  public Readiness find(RemoteCall call) throws IOException {
    Readiness readiness = existing.find(call);
    if (readiness == Readiness.READY) {
      int entry = existing.entry(call);
      content.clear().append(call.path, call.path.nameStart());
      call.path.append(SUFFIX, SUFFIX.length);
      if (!linked.contains(entry)) {
        boolean made = false;
        try {
          make(call.path);
          made = true;
        } finally {
          if (!made) {
            existing.over(call, false);
          }
        }
        linked.add(entry);
      }
    }
    return readiness;
  }

  private void make(FilePath link) throws IOException {
    try {
      links.symbolicLink(content, link);
    } catch (TargetException e) {
      if (e.kind() != ErrorKind.EEXIST) {
        throw e;
      }
    }
  }

  @Override
  public void over(RemoteCall call, boolean succeeded) {
    existing.over(call, succeeded);
  }
}
