package wml.compiler;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.api.fileset.Contents;
import wml.api.plan.FilesetPlan;
import wml.api.plan.Value;
import wml.api.random.Distribution;
import wml.api.random.RandomVariable;
import wml.compiler.AttributeReader.Given;
import wml.compiler.Definitions.FilesetDefinition;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.syntax.Span;

/** Resolves the definition of a file or fileset. */
final class FilesetPlanner {
  private static final Value ZERO = new Value.Whole(0);

  private final Evaluator evaluator;
  private final AttributeReader reader;
  private final @Nullable String directory;
  private final Scope scope;

  /**
   * @param directory root under which all paths go, or null
   */
  FilesetPlanner(
      Evaluator evaluator, AttributeReader reader, @Nullable String directory, Scope scope) {
    this.evaluator = evaluator;
    this.reader = reader;
    this.directory = directory;
    this.scope = scope;
  }

  /**
   * The plan, or null after a diagnostic.
   *
   * @param needsFiles files are used and nothing makes them: without prealloc all exist
   */
  @Nullable FilesetPlan plan(FilesetDefinition d, boolean needsFiles) {
    boolean single = d.single();
    Map<String, Given> given =
        reader.read(
            d.attributes(),
            single ? EntityAttributes.FILE : EntityAttributes.FILESET,
            single ? "file" : "fileset",
            d.span(),
            scope);
    Given cached = given.get("cached");
    if (cached != null) {
      evaluator
          .legacy()
          .ignored(
              "cached",
              cached.node().span(),
              "'cached' has no effect",
              "to start cold, drop the page cache before the run");
    }
    Given path = given.get("path");
    if (path == null && isWritten(d, "path")) {
      return null;
    }
    String base = path == null ? impliedPath(d) : path(path.value().toString(), path.node().span());
    if (base == null || !goodName(d.name(), d.span())) {
      return null;
    }
    long files = single ? 1 : RunPlanner.number(given, "entries", 0);
    long leaves = single ? 0 : RunPlanner.number(given, "leafdirs", 0);
    if (files == 0 && leaves == 0 && countsAreRead(d, given) && evaluator.readAll()) {
      evaluator.error(
          Code.EMPTY_FILESET,
          d.span(),
          "fileset '" + d.name() + "' has neither files nor leaf directories",
          "give entries= or leafdirs= a number above 0");
      return null;
    }
    Contents contents = ContentsReader.read(given, evaluator);
    return new FilesetPlan(
        "",
        d.name(),
        base,
        ContentsReader.size(size(given), given, contents, evaluator),
        files,
        leaves,
        single ? new Value.Whole(10) : value(given, "dirwidth"),
        single ? 0 : RunPlanner.number(given, "dirgamma", 1500),
        value(given, "dirdepthrv"),
        needsFiles && !isWritten(d, "prealloc")
            ? impliedFiles(d)
            : (int) RunPlanner.number(given, "prealloc", 0),
        flag(given, "paralloc"),
        flag(given, "reuse"),
        flag(given, "trusttree"),
        flag(given, "readonly"),
        flag(given, "writeonly"),
        single,
        contents,
        Positions.of(d.span()));
  }

  private static boolean isWritten(FilesetDefinition d, String attribute) {
    return d.attributes().stream().anyMatch(a -> a.name().text().equals(attribute));
  }

  /** Slides and papers show filesets without a path. */
  private String impliedPath(FilesetDefinition d) {
    String base = directory == null ? EntityAttributes.DEFAULT_PATH : directory;
    implied(d, "has no path: it stands in " + (directory == null ? base : "--dir"), "add path=...");
    return base;
  }

  private int impliedFiles(FilesetDefinition d) {
    implied(
        d,
        "has no prealloc and nothing creates its files: all exist at the start",
        "add prealloc, or prealloc=0 for none");
    return 100;
  }

  private void implied(FilesetDefinition d, String what, String help) {
    evaluator
        .diagnostics()
        .add(
            Diagnostic.of(Code.IMPLIED_FILESET, d.span(), "fileset '" + d.name() + "' " + what)
                .help(help));
  }

  private Value size(Map<String, Given> given) {
    Given size = given.get("size");
    Value value = size == null ? new Value.Whole(1024) : size.value();
    Given gamma = given.get("filesizegamma");
    if (gamma == null || !(value instanceof Value.Whole mean) || mean.value() == 0) {
      return value;
    }
    double shape = RunPlanner.number(given, "filesizegamma", 0) / 1000.0;
    evaluator
        .legacy()
        .note(
            "filesizegamma",
            gamma.node().span(),
            "'filesizegamma' is an old form",
            "write size=$v with set $v=cvar(type=cvar-gamma,parameters=mean:%d;gamma:%s)"
                .formatted(mean.value(), shape));
    if (shape <= 0) {
      return value;
    }
    return new Value.Random(
        new RandomVariable(
            "filesizegamma",
            new Distribution.Gamma(shape, mean.value() / shape, 0),
            0,
            0,
            Double.MAX_VALUE,
            false,
            0));
  }

  /** Whether the counts that are written could be read; what could not has been reported. */
  private static boolean countsAreRead(FilesetDefinition d, Map<String, Given> given) {
    return d.attributes().stream()
        .map(a -> a.name().text())
        .filter(Set.of("entries", "leafdirs")::contains)
        .allMatch(given::containsKey);
  }

  private static Value value(Map<String, Given> given, String name) {
    Given found = given.get(name);
    return found == null ? ZERO : found.value();
  }

  private static boolean flag(Map<String, Given> given, String name) {
    Given found = given.get(name);
    return found != null && found.value().equals(new Value.Flag(true));
  }

  /** Where a path of the workload lives: under {@code --dir} if there is one. */
  private @Nullable String path(String written, Span span) {
    if (written.isEmpty() || written.indexOf('\0') >= 0 || written.indexOf('\n') >= 0) {
      evaluator.error(Code.BAD_PATH, span, "this is no path", "give an existing directory");
      return null;
    }
    String path = written.length() > 1 ? written.replaceAll("/+$", "") : written;
    if (path.isEmpty()) {
      path = "/";
    }
    if (directory == null) {
      return path;
    }
    for (String part : path.split("/")) {
      if (part.equals("..")) {
        evaluator.error(
            Code.BAD_PATH,
            span,
            "the path '" + written + "' leads out of --dir",
            "leave '..' out of paths");
        return null;
      }
    }
    if (path.equals(directory) || path.startsWith(directory + "/")) {
      return path;
    }
    String joined = directory + (path.startsWith("/") ? path : "/" + path);
    return joined.endsWith("/") ? joined.substring(0, joined.length() - 1) : joined;
  }

  private boolean goodName(String name, Span span) {
    boolean bad =
        name.isEmpty()
            || name.indexOf('\0') >= 0
            || name.indexOf('\n') >= 0
            || name.startsWith("/");
    for (String part : name.split("/", -1)) {
      bad |= part.isEmpty() || part.equals(".") || part.equals("..") || part.equals(".wml");
    }
    if (bad) {
      evaluator.error(
          Code.BAD_PATH,
          span,
          "'" + name + "' can't be the name of a fileset: it becomes a directory below its path",
          "use a plain name");
    }
    return !bad;
  }
}
