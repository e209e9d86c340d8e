package wml.flowops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import wml.api.flowop.AsyncTransfers;
import wml.api.flowop.BindException;
import wml.api.flowop.Flowop;
import wml.api.flowop.FlowopContext;
import wml.api.flowop.FlowopType;
import wml.api.flowop.OpenFiles;
import wml.api.flowop.PipelinedFlowop;
import wml.api.flowop.Readiness;
import wml.api.flowop.Signature;
import wml.api.random.LongSource;
import wml.api.random.RankSource;
import wml.api.target.Capability.AsyncIo;
import wml.api.target.Capability.RemoteCalls;
import wml.api.target.Deployment;
import wml.api.target.FilePath;
import wml.api.target.FileStat;
import wml.api.target.FileSystemSession;
import wml.api.target.Identity;
import wml.api.target.Options;
import wml.api.target.Scope;
import wml.api.target.Target;

/**
 * One thread's world to try flowops in: the memory target, filesets, open files, and counters of
 * what was asked of the engine. Closing it fails if an entry is still pinned or claimed.
 */
public final class Workbench implements FlowopContext, AutoCloseable {
  /** Of every random stream here. */
  public static final long SEED = 20_250_101;

  private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** Every registered flowop by its keyword. */
  public static final Map<String, FlowopType> TYPES = load();

  private final List<String> trace = new ArrayList<>();
  private final List<Long> completions = new ArrayList<>();
  private final Map<String, SmallFileset> filesets = new HashMap<>();
  private final Map<String, LongSource> variables = new HashMap<>();
  private final Map<String, RankSource> rankings = new HashMap<>();
  private final Deployment deployment;
  private final FileSystemSession plain;
  private final TracedSession traced;
  private final OpenFiles files = new OpenFiles(8);

  /** What the engine is asked for. */
  public final EngineRecord engine = new EngineRecord();

  /** Whether flowops are bound in compat mode. */
  public boolean compat;

  /** Whether what is bound sees the bare target; tracing allocates. */
  public boolean untraced;

  /** Whether completions are not kept; keeping them allocates. */
  public boolean forgetful;

  /** What {@link #stopping} says, and every wait with it. */
  public boolean stopped;

  /** After how many sleeps the run stops. */
  public int stopAfterSleeps = Integer.MAX_VALUE;

  /** Times that were slept until. */
  public final List<Long> sleeps = new ArrayList<>();

  public Workbench() {
    this("memory");
  }

  public Workbench(String targetName) {
    try {
      Target target =
          ServiceLoader.load(Target.class).stream()
              .map(ServiceLoader.Provider::get)
              .filter(t -> t.info().name().equals(targetName))
              .findFirst()
              .orElseThrow();
      deployment =
          target.deploy(Options.resolve(target.info(), Map.of()), new Scope(SEED, note -> {}));
      plain = deployment.connect(new Identity("test#0", "test#0/thread#0"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    traced = new TracedSession(plain, trace);
  }

  private static Map<String, FlowopType> load() {
    Map<String, FlowopType> types = new TreeMap<>();
    for (FlowopType type : ServiceLoader.load(FlowopType.class)) {
      types.put(type.signature().keyword(), type);
    }
    return types;
  }

  /** One on a target that can do what a flowop needs. */
  public static Workbench suiting(Signature signature) {
    boolean remote = signature.needs().contains(RemoteCalls.class);
    Workbench bench = new Workbench(remote ? "nfs" : "memory");
    bench.untraced = remote; // the target must see its own handles
    return bench;
  }

  /** A fileset of so many files, of which the first {@code existing} exist, with content. */
  public SmallFileset fileset(String name, int entries, int existing, long sizeBytes)
      throws IOException {
    SmallFileset fileset = new SmallFileset(name, filesets.size(), entries, existing, sizeBytes);
    fileset.build(plain);
    filesets.put(name, fileset);
    return fileset;
  }

  /** Defines what {@code attribute=$name} draws. */
  public void variable(String name, LongSource source) {
    variables.put(name, source);
  }

  /** Defines what {@code offset=$name} and {@code pick=$name} draw. */
  public void ranking(String name, RankSource source) {
    rankings.put(name, source);
  }

  /** Binds a statement such as {@code read filesetname=data,iosize=4k,random}. */
  public Flowop bind(String statement) throws BindException {
    String[] parts = statement.split(" ", 2);
    FlowopType type = TYPES.get(parts[0]);
    if (type == null) {
      throw new AssertionError("no flowop " + parts[0]);
    }
    FileSystemSession session = untraced ? plain : traced;
    return type.bind(
        new TestBinding(
            type.signature(),
            parts.length == 1 ? "" : parts[1],
            session,
            files,
            filesets,
            variables,
            rankings,
            engine,
            compat));
  }

  /** Prepares, which must succeed, and runs. */
  public long call(Flowop flowop) throws IOException {
    assertEquals(Readiness.READY, flowop.prepare(this));
    return flowop.run(this);
  }

  /** Waits for what a flowop has under way, if it has. */
  public void settle(Flowop flowop) throws IOException {
    if (flowop instanceof PipelinedFlowop pipelined) {
      boolean more = pipelined.serve(System.nanoTime() + SETTLE_NANOS, this);
      assertFalse(more, "something is still under way");
    }
  }

  /** Binds and calls once, with what follows. */
  public long once(String statement) throws IOException, BindException {
    Flowop flowop = bind(statement);
    long bytes = call(flowop);
    settle(flowop);
    if (flowop.hasAfter()) {
      flowop.after(this);
    }
    return bytes;
  }

  /** What the target was asked for since the last time, while preparing and running. */
  public List<String> trace() {
    List<String> copy = List.copyOf(trace);
    trace.clear();
    return copy;
  }

  /** What the target is asked for by the timed part of a call alone. */
  public List<String> timed(Flowop flowop) throws IOException {
    assertEquals(Readiness.READY, flowop.prepare(this));
    trace.clear();
    flowop.run(this);
    return trace();
  }

  /** From now on a write accepts no more bytes than this. */
  public void limitWrites(int bytes) {
    traced.writeLimit = bytes;
  }

  /** The bare session, to look at or change the tree behind the flowops' back. */
  public FileSystemSession session() {
    return plain;
  }

  /** The size of what stands at a path, or -1 if nothing does. */
  public long sizeOf(String path) throws IOException {
    FileStat stat = new FileStat();
    return plain.stat(FilePath.of(path), stat) ? stat.sizeBytes : -1;
  }

  public OpenFiles files() {
    return files;
  }

  /** The thread's asynchronous writes. */
  public AsyncTransfers asyncTransfers() throws IOException {
    AsyncIo io = Objects.requireNonNull(plain.capability(AsyncIo.class));
    return files.asyncTransfers(io);
  }

  /** Where the next sequential read or write of a slot starts. */
  public long position(int slot) {
    return Objects.requireNonNull(files.inUse(slot), "slot is empty").position;
  }

  @Override
  public boolean stopping() {
    return stopped;
  }

  /** Bytes of the operations that completed during a later call, in their order. */
  public List<Long> completions() {
    return completions;
  }

  @Override
  public long intendedNanoTime() {
    return System.nanoTime();
  }

  @Override
  public void completed(long intendedNanos, long startNanos, long endNanos, long bytes) {
    if (!forgetful) {
      completions.add(bytes);
    }
  }

  @Override
  public boolean sleepUntil(long nanoTime) {
    sleeps.add(nanoTime);
    stopped |= sleeps.size() >= stopAfterSleeps;
    return !stopped;
  }

  @Override
  public void close() throws IOException {
    files.closeAll();
    for (SmallFileset fileset : filesets.values()) {
      assertEquals("", fileset.files().held(), fileset.name() + ": files");
      assertEquals("", fileset.leafDirectories().held(), fileset.name() + ": leaf directories");
      assertEquals("", fileset.directories().held(), fileset.name() + ": directories");
    }
    plain.close();
    deployment.close();
  }
}
