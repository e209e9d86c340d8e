package wml.targets.memory;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Set;
import wml.api.target.Capability;
import wml.api.target.Counter;
import wml.api.target.Deployment;
import wml.api.target.Option;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.api.target.Target;
import wml.api.target.TargetInfo;

/**
 * A file system in this process's memory, shared by all sessions of a deployment and gone with it.
 *
 * <p>It measures the harness, not a store, and runs every Filebench workload: direct I/O,
 * synchronous writes and read-ahead control are accepted and change nothing, because there is no
 * cache and no device; asynchronous requests are done while they are submitted. Mapping a file
 * opens its pages as they are.
 */
@AutoService(Target.class)
public final class MemoryTarget implements Target {
  private static final Set<Class<? extends Capability>> CAPABILITIES =
      Set.of(
          Capability.DirectIo.class,
          Capability.SynchronousWrites.class,
          Capability.ReadAheadControl.class,
          Capability.AsyncIo.class,
          Capability.Links.class,
          Capability.Attributes.class,
          Capability.ExtendedAttributes.class,
          Capability.Preallocation.class,
          Capability.VectorIo.class,
          Capability.CopyRange.class,
          Capability.MemoryMapping.class,
          Capability.Locks.class,
          Capability.DirectorySync.class,
          Capability.PagedListing.class);

  private static final TargetInfo INFO =
      new TargetInfo(
          "memory",
          "a file system in this process's memory: what the harness itself costs",
          List.of(
              new Option(
                  "limit",
                  Option.Type.BYTES,
                  "4g",
                  "memory that file contents may take; beyond it writes fail with ENOSPC")),
          CAPABILITIES,
          Set.of(Counter.SYSTEM_CALLS));

  @Override
  public TargetInfo info() {
    return INFO;
  }

  @Override
  public Deployment deploy(Options options, Scope scope) {
    return new MemoryFileSystem(options.bytes("limit"), scope.notes());
  }
}
