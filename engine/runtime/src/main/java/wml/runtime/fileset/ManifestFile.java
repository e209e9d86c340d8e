package wml.runtime.fileset;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import wml.api.target.Capability.DirectorySync;
import wml.api.target.ErrorKind;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.IoBuffer;
import wml.api.target.OpenMode;
import wml.api.target.SyncMode;
import wml.api.target.TargetException;

/**
 * Where the manifest of one fileset is kept. Replaced as a whole: a new one is written beside it,
 * synced and renamed, so that a killed run leaves the old or the new one. Stateless; used with the
 * session of the calling thread.
 */
final class ManifestFile {
  private static final int MAX_BYTES = 4096;

  private final LaidOutFileset fileset;
  private final String folder;
  private final String file;

  ManifestFile(LaidOutFileset fileset) {
    this.fileset = fileset;
    String path = fileset.plan().path();
    folder = (path.endsWith("/") ? path : path + "/") + Manifest.FOLDER;
    file = folder + "/" + Manifest.fileName(fileset.name());
  }

  /** The manifest, or null if there is none. */
  @Nullable Manifest read(FileSystemSession session) throws IOException {
    FilePath path = FilePath.of(file);
    if (!session.stat(path, new FileStat())) {
      return null;
    }
    IoBuffer buffer = IoBuffer.allocate(MAX_BYTES);
    int length = 0;
    try (FileHandle handle = session.open(path, OpenMode.READ)) {
      int got = 0;
      while (got != FileHandle.END && length < MAX_BYTES) {
        buffer.window(length, MAX_BYTES - length);
        got = handle.read(buffer, MAX_BYTES - length, length);
        length += Math.max(0, got);
      }
    }
    byte[] bytes = buffer.memory().asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    Manifest manifest = Manifest.parse(new String(bytes, StandardCharsets.UTF_8));
    if (manifest == null) {
      throw new FilesetException(
          "'" + file + "' is no manifest that this version of wml can read",
          "if '" + fileset.root() + "' may go, remove both yourself",
          null);
    }
    return manifest;
  }

  /** Replaces the manifest, durably as far as the target can. */
  void write(FileSystemSession session, Manifest manifest) throws IOException {
    try {
      session.createDirectory(FilePath.of(folder));
    } catch (TargetException e) {
      if (e.kind() != ErrorKind.EEXIST) {
        throw e;
      }
    }
    byte[] bytes = manifest.format().getBytes(StandardCharsets.UTF_8);
    IoBuffer buffer = IoBuffer.allocate(MAX_BYTES);
    MemorySegment.copy(bytes, 0, buffer.memory(), ValueLayout.JAVA_BYTE, 0, bytes.length);
    FilePath temporary = FilePath.of(file + ".new");
    try (FileHandle handle = session.open(temporary, OpenMode.WRITE.create().truncate())) {
      int written = handle.write(buffer, bytes.length, 0);
      if (written != bytes.length) {
        throw new TargetException(ErrorKind.ENOSPC, "write", temporary.toString());
      }
      handle.sync(SyncMode.ALL);
    }
    session.rename(temporary, FilePath.of(file));
    syncFolder(session);
  }

  /** Makes the new name durable; some file systems refuse to sync a directory. */
  private void syncFolder(FileSystemSession session) throws IOException {
    DirectorySync directories = session.capability(DirectorySync.class);
    if (directories == null) {
      return;
    }
    try {
      directories.syncDirectory(FilePath.of(folder));
    } catch (TargetException e) {
      if (e.kind() != ErrorKind.EINVAL && e.kind() != ErrorKind.ENOTSUP) {
        throw e;
      }
    }
  }
}
