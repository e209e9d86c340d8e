package wml.targets.posix.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import wml.api.target.Deployment;
import wml.api.target.Durability;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.Placement;

/** What this machine has mounted. Owns nothing: sessions hold the descriptors. */
public final class LinuxDeployment implements Deployment {
  private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

  private final AsyncChoice async;

  public LinuxDeployment(AsyncChoice async) {
    this.async = async;
  }

  @Override
  public FileSystemSession connect(Identity who) {
    return new LinuxSession(who.thread(), async);
  }

  /** Describes the nearest ancestor that exists. */
  @Override
  public Placement describe(String path) throws IOException {
    Path there = Path.of(path).toAbsolutePath().normalize();
    while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS) && there.getParent() != null) {
      there = there.getParent();
    }
    there = there.toRealPath();
    Mount mount = Mount.of(there.toString(), Files.readAllLines(Mount.TABLE));
    Map<String, String> facts = new HashMap<>(BlockDevice.OF_THIS_MACHINE.facts(mount.number()));
    facts.put("type", mount.type());
    facts.put("mount", mount.point());
    facts.put("options", mount.options());
    facts.put("device", mount.device());
    String used = async.used();
    if (used != null) {
      facts.put("async_io", used);
    }
    return new Placement(
        IN_MEMORY.contains(mount.type()) ? Durability.RAM : Durability.PAGE_CACHE,
        facts,
        Files.getFileStore(there).getUsableSpace());
  }

  @Override
  public void close() {}
}
