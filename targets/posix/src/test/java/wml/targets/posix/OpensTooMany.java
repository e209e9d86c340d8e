package wml.targets.posix;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import wml.api.target.Deployment;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.OpenMode;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.api.target.TargetException;

/** Opens a directory again and again until that fails, and says how; run with few descriptors. */
final class OpensTooMany {
  private static final int MORE_THAN_ALLOWED = 10_000;

  private OpensTooMany() {}

  public static void main(String[] args) throws IOException {
    PosixTarget target = new PosixTarget();
    FilePath path = FilePath.of(args[0]);
    Options options = Options.resolve(target.info(), Map.of());
    Deque<FileHandle> open = new ArrayDeque<>();
    // Loads the class of the failure while there are descriptors to load it with.
    String outcome = TargetException.ofErrno(0, "open", "nothing", -1).kind().name();
    try (Deployment deployment = target.deploy(options, new Scope(1, note -> {}));
        FileSystemSession session = deployment.connect(Identity.COORDINATOR)) {
      session.open(path, OpenMode.READ).close();
      try {
        for (int i = 0; i < MORE_THAN_ALLOWED; i++) {
          open.push(session.open(path, OpenMode.READ));
        }
      } catch (TargetException e) {
        outcome = e.kind().name();
      }
      for (int i = 0; i < 20; i++) {
        open.pop().close();
      }
      session.open(path, OpenMode.READ).close();
      System.out.println(outcome + " then fine");
    }
  }
}
