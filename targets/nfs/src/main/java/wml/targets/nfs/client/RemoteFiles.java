package wml.targets.nfs.client;

import java.io.IOException;
import wml.api.target.FileHandle;
import wml.api.target.FilePath;
import wml.targets.nfs.protocol.Handle;

/** What remote calls one by one need of the session that sends them. */
public interface RemoteFiles {
  /** What is at a path, a symbolic link itself; returns a status. */
  int find(FilePath path, Handle into) throws IOException;

  /** Goes to the directories of paths. */
  Walk walk();

  Handle handleOf(FileHandle open);

  /** Most data of one READ. */
  int readBytes();

  /** Most data of one WRITE. */
  int writeBytes();

  /** A name was moved by a call of its own. */
  void renamed(FilePath from);
}
