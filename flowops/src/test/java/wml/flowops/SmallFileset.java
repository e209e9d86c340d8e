package wml.flowops;

import java.io.IOException;
import java.util.Locale;
import wml.api.fileset.Fileset;
import wml.api.target.FilePath;
import wml.api.target.FileSystemSession;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;

/** A fileset whose files stand in one directory and whose leaf directories stand in another. */
public final class SmallFileset implements Fileset {
  /** What each fileset has. */
  public static final int LEAF_DIRECTORIES = 4;

  private final String name;
  private final int ordinal;
  private final long size;
  private final RotatingPopulation files;
  private final RotatingPopulation leaves;
  private final RotatingPopulation directories;
  private boolean readOnly;
  private boolean writeOnly;

  SmallFileset(String name, int ordinal, int entries, int existing, long size) {
    this.name = name;
    this.ordinal = ordinal;
    this.size = size;
    files = new RotatingPopulation(entries, existing, i -> serial("/" + name + "/files", i));
    leaves =
        new RotatingPopulation(
            LEAF_DIRECTORIES, LEAF_DIRECTORIES / 2, i -> serial("/" + name + "/leaves", i));
    directories = new RotatingPopulation(2, 2, i -> "/" + name + (i == 0 ? "/files" : "/leaves"));
  }

  private static String serial(String directory, int entry) {
    return String.format(Locale.ROOT, "%s/%08d", directory, entry + 1);
  }

  /** Makes what exists. */
  void build(FileSystemSession session) throws IOException {
    session.createDirectory(FilePath.of("/" + name));
    session.createDirectory(FilePath.of("/" + name + "/files"));
    session.createDirectory(FilePath.of("/" + name + "/leaves"));
    FilePath path = new FilePath();
    IoBuffer content = IoBuffer.allocate(size);
    for (int i = 0; i < files.existing(); i++) {
      files.path(i, path);
      try (var handle = session.open(path, OpenMode.WRITE.create())) {
        int done = size == 0 ? 0 : handle.write(content, (int) size, 0);
        if (done != size) {
          throw new IOException("wrote " + done + " of " + size);
        }
      }
    }
    for (int i = 0; i < leaves.existing(); i++) {
      leaves.path(i, path);
      session.createDirectory(path);
    }
  }

  /** Restricts how files are opened. */
  public SmallFileset only(OpenMode mode) {
    readOnly = !mode.writes();
    writeOnly = !mode.reads();
    return this;
  }

  /** The path of a file. */
  public String file(int entry) {
    FilePath path = new FilePath();
    files.path(entry, path);
    return path.toString();
  }

  /** The path of a leaf directory. */
  public String leaf(int entry) {
    FilePath path = new FilePath();
    leaves.path(entry, path);
    return path.toString();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int ordinal() {
    return ordinal;
  }

  @Override
  public RotatingPopulation files() {
    return files;
  }

  @Override
  public RotatingPopulation leafDirectories() {
    return leaves;
  }

  @Override
  public RotatingPopulation directories() {
    return directories;
  }

  @Override
  public long sizeBytes(int file) {
    return size;
  }

  @Override
  public boolean readOnly() {
    return readOnly;
  }

  @Override
  public boolean writeOnly() {
    return writeOnly;
  }
}
