package wml.targets.memory;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import java.util.Set;
import wml.api.target.Capability;
import wml.api.target.Counter;
import wml.api.target.Deployment;
import wml.api.target.Durability;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.Option;
import wml.api.target.Options;
import wml.api.target.Placement;
import wml.api.target.Scope;
import wml.api.target.Target;
import wml.api.target.TargetInfo;

/**
 * A store that accepts everything and keeps nothing: the floor under every measurement.
 *
 * <p>Opening, creating and removing always succeed. Listings are empty, because no name is kept. A
 * file has the size of the option {@code size}, so that workloads which read files of a known size
 * run to the end. A read leaves the buffer as it was. The threads of a workload find a file at
 * every path that they ask for; the coordinator, which makes the filesets, finds nothing in its
 * way.
 */
@AutoService(Target.class)
public final class NullTarget implements Target {
  private static final TargetInfo INFO =
      new TargetInfo(
          "null",
          "accepts everything and keeps nothing: the floor under every measurement",
          List.of(
              new Option(
                  "size", Option.Type.BYTES, "1g", "size of every open file; reads end there")),
          Set.of(
              Capability.DirectIo.class,
              Capability.SynchronousWrites.class,
              Capability.ReadAheadControl.class,
              Capability.AsyncIo.class,
              Capability.Attributes.class,
              Capability.Preallocation.class,
              Capability.VectorIo.class,
              Capability.CopyRange.class,
              Capability.MemoryMapping.class,
              Capability.DirectorySync.class,
              Capability.PagedListing.class),
          Set.of(Counter.SYSTEM_CALLS));

  @Override
  public TargetInfo info() {
    return INFO;
  }

  @Override
  public Deployment deploy(Options options, Scope scope) {
    return new NullDeployment(options.bytes("size"));
  }

  private record NullDeployment(long sizeBytes) implements Deployment {
    @Override
    public FileSystemSession connect(Identity who) {
      return new NullSession(sizeBytes, !who.process().equals(Identity.COORDINATOR.process()));
    }

    @Override
    public Placement describe(String path) {
      return new Placement(Durability.RAM, Map.of("type", "nothing is kept"), -1);
    }

    @Override
    public void close() {}
  }
}
