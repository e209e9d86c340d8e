package wml.runtime.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import wml.api.fileset.Contents;
import wml.api.fileset.Fileset;
import wml.api.flowop.Attribute;
import wml.api.flowop.Binding;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.EventSource;
import wml.api.flowop.IoMemory;
import wml.api.flowop.OpenFiles;
import wml.api.flowop.Part;
import wml.api.flowop.PostSemaphore;
import wml.api.flowop.Rendezvous;
import wml.api.flowop.Work;
import wml.api.plan.Step;
import wml.api.plan.Value;
import wml.api.random.LongSource;
import wml.api.random.RandomStream;
import wml.api.random.RankSource;
import wml.api.source.SourcePosition;
import wml.api.target.FileSystemSession;

/** Binds one flowop of one worker. */
final class WorkerBinding implements Binding {
  private final RunShared run;
  private final Worker worker;
  private final Step.Call call;
  private final FileSystemSession session;
  private final OpenFiles files;
  private final IoMemory memory;

  WorkerBinding(
      RunShared run,
      Worker worker,
      Step.Call call,
      FileSystemSession session,
      OpenFiles files,
      IoMemory memory) {
    this.run = run;
    this.worker = worker;
    this.call = call;
    this.session = session;
    this.files = files;
    this.memory = memory;
  }

  @Override
  public SourcePosition position() {
    return call.at();
  }

  @Override
  public boolean compat() {
    return run.compat;
  }

  @Override
  public boolean given(String attribute) {
    return call.attributes().containsKey(attribute);
  }

  private @Nullable Value value(String attribute) {
    return call.attributes().get(attribute);
  }

  private String defaultText(String attribute) {
    List<Attribute> all = new ArrayList<>(call.type().signature().attributes());
    all.addAll(CommonAttributes.ALL);
    for (Attribute a : all) {
      if (a.name().equals(attribute)) {
        return Objects.requireNonNullElse(a.defaultText(), "");
      }
    }
    throw new IllegalArgumentException("flowop asks for undeclared attribute " + attribute);
  }

  @Override
  public boolean flag(String attribute) {
    return value(attribute) instanceof Value.Flag f
        ? f.value()
        : Boolean.parseBoolean(defaultText(attribute));
  }

  @Override
  public long number(String attribute) {
    return numbers(attribute).next();
  }

  @Override
  public LongSource numbers(String attribute) {
    return switch (value(attribute)) {
      case Value.Whole w -> LongSource.constant(w.value());
      case Value.Random r -> r.variable().drawFrom(random(attribute));
      case null, default -> LongSource.constant(Long.parseLong(defaultText(attribute)));
    };
  }

  @Override
  public @Nullable RankSource ranks(String attribute) {
    return value(attribute) instanceof Value.Random r
        ? r.variable().ranks(random(attribute))
        : null;
  }

  @Override
  public Part ownPart() {
    String fileset = text(CommonAttributes.FILESET.name());
    return Objects.requireNonNull(
        worker.machine().ownParts(fileset).get(worker), "picks none of its own");
  }

  @Override
  public String text(String attribute) {
    Value value = value(attribute);
    return value == null ? defaultText(attribute) : value.toString();
  }

  @Override
  public RandomStream random() {
    return random("offsets");
  }

  @Override
  public RandomStream random(String use) {
    return new RandomStream(RandomStream.derive(run.seed, worker.name(), call.name(), use));
  }

  @Override
  public FileSystemSession session() {
    return session;
  }

  @Override
  public OpenFiles openFiles() {
    return files;
  }

  @Override
  public @Nullable Fileset fileset() {
    return worker.machine().filesetOf(call);
  }

  @Override
  public IoMemory memory() {
    Fileset fileset = fileset();
    List<Contents> all =
        fileset != null
            ? List.of(fileset.contents())
            : worker.machine().filesets.values().stream()
                .map(Fileset::contents)
                .distinct()
                .toList();
    boolean shrinks = all.size() == 1 && all.getFirst().shrinks();
    return shrinks
        ? new ShrinkingMemory(memory, all.getFirst(), run.seed, random("contents"))
        : memory;
  }

  @Override
  public boolean verifies() {
    return worker.machine().filesets.values().stream().anyMatch(f -> f.ledger() != null);
  }

  @Override
  public @Nullable EventSource events() {
    return run.events;
  }

  @Override
  public Rendezvous rendezvous(String flowopName) {
    return worker.machine().rendezvous(flowopName, run.stop);
  }

  @Override
  public PostSemaphore semaphore(String flowopName) {
    return worker.machine().semaphore(flowopName, run.stop);
  }

  @Override
  public Work ownWork() {
    return new TalliedWork(List.of(worker.tally()));
  }

  @Override
  public Work processWork() {
    List<Tally> tallies = new ArrayList<>();
    for (Worker other : worker.machine().workers()) {
      if (sameProcess(other)) {
        tallies.add(other.tally());
      }
    }
    return new TalliedWork(tallies);
  }

  private boolean sameProcess(Worker other) {
    return other.process().name().equals(worker.process().name())
        && other.processInstance() == worker.processInstance();
  }

  @Override
  public Work workOf(String flowopName) {
    List<TalliedStep> own = new ArrayList<>();
    List<TalliedStep> process = new ArrayList<>();
    List<TalliedStep> all = new ArrayList<>();
    for (Worker other : worker.machine().workers()) {
      for (int i = 0; i < other.calls().size(); i++) {
        if (isNamed(other.calls().get(i), flowopName)) {
          TalliedStep step = new TalliedStep(other.tally(), i);
          all.add(step);
          if (sameProcess(other)) {
            process.add(step);
          }
          if (other == worker) {
            own.add(step);
          }
        }
      }
    }
    return new StepsWork(!own.isEmpty() ? own : !process.isEmpty() ? process : all);
  }

  /** By its full name or, inside a composite, its own; duplicates count as one. */
  private static boolean isNamed(Step.Call call, String name) {
    int mark = call.name().lastIndexOf('#');
    String plain = mark < 0 ? call.name() : call.name().substring(0, mark);
    return plain.equals(name) || plain.endsWith("." + name);
  }

  @Override
  public void note(String sentence) {
    run.notes.accept(sentence);
  }

  @Override
  public Consumer<String> notes() {
    return run.notes;
  }

  /** Sums over whole threads. */
  private record TalliedWork(List<Tally> tallies) implements Work {
    @Override
    public long ios() {
      long sum = 0;
      for (int i = 0; i < tallies.size(); i++) {
        sum += tallies.get(i).ios();
      }
      return sum;
    }

    @Override
    public long operations() {
      long sum = 0;
      for (int i = 0; i < tallies.size(); i++) {
        sum += tallies.get(i).operations();
      }
      return sum;
    }

    @Override
    public long bytes() {
      long sum = 0;
      for (int i = 0; i < tallies.size(); i++) {
        sum += tallies.get(i).totalBytes();
      }
      return sum;
    }
  }

  private record TalliedStep(Tally tally, int step) {}

  /** Sums over the flowops of a name. */
  private record StepsWork(List<TalliedStep> steps) implements Work {
    @Override
    public long ios() {
      return operations();
    }

    @Override
    public long operations() {
      long sum = 0;
      for (int i = 0; i < steps.size(); i++) {
        sum += steps.get(i).tally().ops(steps.get(i).step());
      }
      return sum;
    }

    @Override
    public long bytes() {
      long sum = 0;
      for (int i = 0; i < steps.size(); i++) {
        sum += steps.get(i).tally().bytes(steps.get(i).step());
      }
      return sum;
    }
  }
}
