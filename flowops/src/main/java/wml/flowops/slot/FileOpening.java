package wml.flowops.slot;

import java.io.IOException;
import wml.api.fileset.Fileset;
import wml.api.flowop.Binding;
import wml.api.flowop.OpenFile;
import wml.api.target.FilePath;
import wml.api.target.FileSystemSession;
import wml.api.target.OpenMode;

/**
 * How a flowop opens the files of its fileset: for reading and writing unless the fileset says
 * otherwise, with the flags that the flowop asks for ({@code dsync} is Filebench's, O_SYNC). Owned
 * by one thread.
 */
public final class FileOpening {
  private final FileSystemSession session;
  private final Fileset fileset;
  private final OpenMode mode;
  private final FilePath path = new FilePath();

  private FileOpening(FileSystemSession session, Fileset fileset, OpenMode mode) {
    this.session = session;
    this.fileset = fileset;
    this.mode = mode;
  }

  /** Opens what exists. */
  public static FileOpening existing(Fileset fileset, Binding binding) {
    return new FileOpening(binding.session(), fileset, modeOf(fileset, binding));
  }

  /** Creates what is missing; what exists keeps its content. */
  public static FileOpening creating(Fileset fileset, Binding binding) {
    return new FileOpening(binding.session(), fileset, modeOf(fileset, binding).create());
  }

  private static OpenMode modeOf(Fileset fileset, Binding binding) {
    OpenMode mode = OpenMode.READ_WRITE;
    if (fileset.readOnly()) {
      mode = OpenMode.READ;
    } else if (fileset.writeOnly()) {
      mode = OpenMode.WRITE;
    }
    mode = binding.flag("dsync") ? mode.sync() : mode;
    mode = binding.flag("directio") ? mode.direct() : mode;
    return binding.flag("noreadahead") ? mode.noReadAhead() : mode;
  }

  /** Names the entry that {@link #open} opens. */
  public void name(int entry) {
    fileset.files().path(entry, path);
  }

  /** Opens the named entry into a vacant place; the entry's pin becomes the place's. */
  public void open(OpenFile place, int entry, boolean explicit) throws IOException {
    place.opened(session.open(path, mode), fileset, entry, explicit);
    if (mode.isSync() || mode.isDataSync()) {
      place.becomeSynchronous();
    }
  }
}
