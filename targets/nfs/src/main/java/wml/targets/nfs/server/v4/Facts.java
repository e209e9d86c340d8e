package wml.targets.nfs.server.v4;

import wml.targets.nfs.protocol.AttributeBits;
import wml.targets.nfs.protocol.Attributes4;
import wml.targets.nfs.protocol.FileSystemFacts;
import wml.targets.nfs.state.StateOptions;
import wml.targets.nfs.store.FileStore;

/** What a server says of its file system; the store is asked for its space only where wanted. */
final class Facts {
  private final FileSystemFacts facts = new FileSystemFacts();
  private final FileStore.Space space = new FileStore.Space();

  Facts(Compound c) {
    StateOptions options = c.state.options();
    facts.leaseSeconds = (int) Math.max(1, options.leaseNanos() / 1_000_000_000);
    facts.mostRead = c.dataBytes;
    facts.mostWrite = c.dataBytes;
    facts.namedValues = c.store.hasNamedValues();
    facts.layoutTypes = options.layoutTypes();
    facts.layoutBlockBytes = options.layoutBlockBytes();
  }

  FileSystemFacts forAttributes(AttributeBits wanted, FileStore store) {
    if (wanted.meets(Attributes4.SPACE)) {
      store.space(space);
      facts.totalBytes = space.totalBytes;
      facts.freeBytes = space.freeBytes;
      facts.totalFiles = space.totalFiles;
      facts.freeFiles = space.freeFiles;
    }
    return facts;
  }
}
