package wml.flowops;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wml.api.fileset.Fileset;
import wml.api.flowop.Attribute;
import wml.api.flowop.Binding;
import wml.api.flowop.EventSource;
import wml.api.flowop.IoMemory;
import wml.api.flowop.OpenFiles;
import wml.api.flowop.Part;
import wml.api.flowop.PostSemaphore;
import wml.api.flowop.Rendezvous;
import wml.api.flowop.Signature;
import wml.api.flowop.Work;
import wml.api.random.LongSource;
import wml.api.random.RandomStream;
import wml.api.random.RankSource;
import wml.api.source.SourcePosition;
import wml.api.target.FileSystemSession;
import wml.api.units.Sizes;

/** A binding of attributes written as text; asking for one that the signature lacks is an error. */
final class TestBinding implements Binding {
  private final Signature signature;
  private final Map<String, String> given = new HashMap<>();
  private final FileSystemSession session;
  private final OpenFiles files;
  private final Map<String, SmallFileset> filesets;
  private final Map<String, LongSource> variables;
  private final Map<String, RankSource> rankings;
  private final EngineRecord engine;
  private final boolean compat;

  TestBinding(
      Signature signature,
      String attributes,
      FileSystemSession session,
      OpenFiles files,
      Map<String, SmallFileset> filesets,
      Map<String, LongSource> variables,
      Map<String, RankSource> rankings,
      EngineRecord engine,
      boolean compat) {
    this.signature = signature;
    this.session = session;
    this.files = files;
    this.filesets = filesets;
    this.variables = variables;
    this.rankings = rankings;
    this.engine = engine;
    this.compat = compat;
    for (String attribute : attributes.isEmpty() ? new String[0] : attributes.split(",")) {
      String[] parts = attribute.split("=", 2);
      declared(parts[0]);
      given.put(parts[0], parts.length == 1 ? "true" : parts[1]);
    }
  }

  private Attribute declared(String name) {
    return signature.attributes().stream()
        .filter(a -> a.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(signature.keyword() + " does not declare " + name));
  }

  private String value(String name) {
    String fallback = declared(name).defaultText();
    return given.getOrDefault(name, fallback == null ? signature.keyword() : fallback);
  }

  @Override
  public SourcePosition position() {
    return SourcePosition.NONE;
  }

  @Override
  public boolean compat() {
    return compat;
  }

  @Override
  public boolean given(String attribute) {
    declared(attribute);
    return given.containsKey(attribute);
  }

  @Override
  public boolean flag(String attribute) {
    return Boolean.parseBoolean(value(attribute));
  }

  @Override
  public long number(String attribute) {
    return numbers(attribute).next();
  }

  @Override
  public LongSource numbers(String attribute) {
    String text = value(attribute);
    if (text.startsWith("$")) {
      LongSource source = variables.get(text.substring(1));
      if (source == null) {
        throw new AssertionError("no variable " + text);
      }
      return source;
    }
    return LongSource.constant(Sizes.parse(text));
  }

  @Override
  public @Nullable RankSource ranks(String attribute) {
    String text = value(attribute);
    return text.startsWith("$") ? Objects.requireNonNull(rankings.get(text.substring(1))) : null;
  }

  @Override
  public Part ownPart() {
    return engine.ownPart;
  }

  @Override
  public String text(String attribute) {
    return value(attribute);
  }

  @Override
  public RandomStream random() {
    return new RandomStream(Workbench.SEED);
  }

  @Override
  public RandomStream random(String use) {
    return new RandomStream(RandomStream.derive(Workbench.SEED, use));
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
    String name = value("filesetname");
    if (name.isEmpty()) {
      return null;
    }
    SmallFileset fileset = filesets.get(name);
    if (fileset == null) {
      throw new AssertionError("no fileset " + name);
    }
    return fileset;
  }

  @Override
  public IoMemory memory() {
    return new StampedMemory();
  }

  @Override
  public @Nullable EventSource events() {
    return engine.events();
  }

  @Override
  public Rendezvous rendezvous(String flowopName) {
    return engine.rendezvous(flowopName);
  }

  @Override
  public PostSemaphore semaphore(String flowopName) {
    return engine.semaphore(flowopName);
  }

  @Override
  public Work ownWork() {
    return engine.own;
  }

  @Override
  public Work processWork() {
    return engine.process;
  }

  @Override
  public Work workOf(String flowopName) {
    return engine.of(flowopName);
  }

  @Override
  public void note(String sentence) {
    engine.notes.add(sentence);
  }
}
