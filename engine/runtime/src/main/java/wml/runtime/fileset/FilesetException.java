package wml.runtime.fileset;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import wml.api.target.TargetException;

/** A fileset that can't be built or removed: what, where, why, and what the user can do. */
public final class FilesetException extends IOException {
  private static final long serialVersionUID = 1;

  private final String remedy;

  FilesetException(String message, String remedy, @Nullable Throwable cause) {
    super(message + "; " + remedy, cause);
    this.remedy = remedy;
  }

  /** Something failed while a tree was built, checked or removed. */
  static FilesetException during(String what, LaidOutFileset fileset, IOException cause) {
    String remedy =
        cause instanceof TargetException failed
            ? failed.kind().remedy()
            : "see the message for the cause";
    return new FilesetException(
        "can't %s fileset '%s' at '%s': %s"
            .formatted(what, fileset.name(), fileset.root(), cause.getMessage()),
        remedy + " (the next run cleans up what this one made)",
        cause);
  }

  /** Something stands where a tree should, and nothing shows that it may be removed. */
  static FilesetException notOurs(LaidOutFileset fileset, String why) {
    return new FilesetException(
        "'" + fileset.root() + "' " + why,
        "nothing was touched: remove it yourself, or choose another --dir or fileset name",
        null);
  }

  /** What to do, as a clause. */
  public String remedy() {
    return remedy;
  }
}
