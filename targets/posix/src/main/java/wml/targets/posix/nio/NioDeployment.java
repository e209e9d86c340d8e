package wml.targets.posix.nio;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import wml.api.target.Deployment;
import wml.api.target.Durability;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.Placement;

/** The default file system of the JVM. Owns nothing: sessions hold the channels. */
public final class NioDeployment implements Deployment {
  private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

  @Override
  public FileSystemSession connect(Identity who) {
    return new NioSession();
  }

  /** Describes the nearest ancestor that exists. */
  @Override
  public Placement describe(String path) throws IOException {
    Path there = Path.of(path).toAbsolutePath().normalize();
    while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS) && there.getParent() != null) {
      there = there.getParent();
    }
    FileStore store = Files.getFileStore(there);
    return new Placement(
        IN_MEMORY.contains(store.type()) ? Durability.RAM : Durability.PAGE_CACHE,
        Map.of("type", store.type(), "device", store.name()),
        store.getUsableSpace());
  }

  @Override
  public void close() {}
}
