package wml.targets.posix;

import com.google.auto.service.AutoService;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import wml.api.target.Capability;
import wml.api.target.Counter;
import wml.api.target.Deployment;
import wml.api.target.Option;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.api.target.Target;
import wml.api.target.TargetInfo;
import wml.targets.posix.linux.AsyncChoice;
import wml.targets.posix.linux.LinuxDeployment;

/**
 * The file systems that this Linux machine has mounted, by system calls. Elsewhere use {@link
 * NioTarget}.
 */
@AutoService(Target.class)
public final class PosixTarget implements Target {
  private static final TargetInfo INFO =
      new TargetInfo(
          "posix",
          "the file systems mounted on this Linux machine, by system calls",
          List.of(
              new Option(
                  "async",
                  Option.Type.TEXT,
                  AsyncChoice.Way.AUTO.word(),
                  "asynchronous I/O by io_uring, threads, or auto: io_uring if the kernel lets"
                      + " us")),
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
              Capability.PagedListing.class),
          Set.of(Counter.SYSTEM_CALLS, Counter.SYNCS, Counter.BYTES));

  @Override
  public TargetInfo info() {
    return INFO;
  }

  /**
   * @throws IllegalArgumentException if an option's word is none of its words
   */
  @Override
  public TargetInfo info(Options options) {
    way(options);
    return INFO;
  }

  private static AsyncChoice.Way way(Options options) {
    return AsyncChoice.Way.of(options.text("async"));
  }

  /**
   * @throws IOException if this machine's system calls are not known here
   */
  @Override
  public Deployment deploy(Options options, Scope scope) throws IOException {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch", "");
    if (!system.equals("linux") || !Set.of("amd64", "aarch64").contains(machine)) {
      throw new IOException(
          "target 'posix' makes Linux system calls on amd64 or aarch64, and this is %s on %s; use --target nio"
              .formatted(system, machine));
    }
    return new LinuxDeployment(new AsyncChoice(way(options), scope.notes()));
  }
}
