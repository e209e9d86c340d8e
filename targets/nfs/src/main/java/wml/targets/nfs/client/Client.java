package wml.targets.nfs.client;

import java.io.IOException;
import wml.api.target.FileSystemSession;

/** A client of one export of a server, in one version of NFS. */
public interface Client extends AutoCloseable {
  /** For the calling thread. */
  FileSystemSession connect() throws IOException;

  /** Ends what the client holds at the server, once no session uses it. */
  @Override
  void close();
}
