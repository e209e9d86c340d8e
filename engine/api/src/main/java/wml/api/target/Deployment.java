package wml.api.target;

import java.io.IOException;

/** A running storage system. Owns what it started: closing stops every process of it. */
public interface Deployment extends AutoCloseable {
  /** A new session; called once per worker thread, by that thread. */
  FileSystemSession connect(Identity who) throws IOException;

  /** What a result must say about where the data of {@code path} lives. */
  Placement describe(String path) throws IOException;

  @Override
  void close() throws IOException;
}
