package wml.targets.posix;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Set;
import wml.api.target.Capability;
import wml.api.target.Deployment;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.api.target.Target;
import wml.api.target.TargetInfo;
import wml.targets.posix.nio.NioDeployment;

/**
 * The machine's file systems through FileChannel, on any operating system. Reads and writes cost a
 * little more than {@link PosixTarget}'s and allocate nothing; operations on names allocate.
 *
 * <p>It has no direct I/O and no read-ahead control, because FileChannel has neither everywhere; no
 * preallocation and no syncs of directories, because it has none at all; no locks, because one
 * process can't lock the same bytes twice, not even shared; and no asynchronous I/O.
 */
@AutoService(Target.class)
public final class NioTarget implements Target {
  private static final TargetInfo INFO =
      new TargetInfo(
          "nio",
          "this machine's file systems through Java's FileChannel, on any system",
          List.of(),
          Set.of(
              Capability.SynchronousWrites.class,
              Capability.Links.class,
              Capability.Attributes.class,
              Capability.ExtendedAttributes.class,
              Capability.VectorIo.class,
              Capability.CopyRange.class,
              Capability.MemoryMapping.class,
              Capability.PagedListing.class));

  @Override
  public TargetInfo info() {
    return INFO;
  }

  @Override
  public Deployment deploy(Options options, Scope scope) {
    return new NioDeployment();
  }
}
