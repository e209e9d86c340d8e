package wml.gate.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.plan.Plan;
import wml.api.plan.RunPlan;
import wml.api.plan.TargetPlan;
import wml.api.result.RunResult;
import wml.api.source.SourcePosition;
import wml.api.target.Option;
import wml.api.target.Options;
import wml.api.target.Target;
import wml.api.units.Nearest;
import wml.compiler.Catalog;
import wml.compiler.CompileOptions;
import wml.compiler.WorkloadCompiler;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.syntax.SourceText;
import wml.reports.store.ResultReader;
import wml.runtime.environment.MachineFacts;

/** Makes a side of its text: what it runs, of which plan, where. */
public final class Sides {
  private static final String USUAL_TARGET = "posix";
  private static final String FILEBENCH = "filebench";

  private final SourceText source;
  private final Map<String, String> settings;
  private final Path directory;
  private final Catalog catalog;

  /**
   * @param settings of both sides; their own come after
   * @param directory for sides that name none
   */
  public Sides(SourceText source, Map<String, String> settings, Path directory, Catalog catalog) {
    this.source = source;
    this.settings = settings;
    this.directory = directory;
    this.catalog = catalog;
  }

  /** A side with the plan of what it runs. */
  public record Ready(Contender contender, Plan plan, Mode.Place place) {}

  /**
   * @param name {@code baseline} or {@code candidate}
   * @return null after diagnostics
   * @throws IllegalArgumentException if the side names what is not there
   * @throws InvalidSideException if its stored configuration can't be run
   */
  public @Nullable Ready ready(
      String name, SideText text, Distribution wml, Diagnostics diagnostics) throws IOException {
    Path root = text.directory() == null ? directory : Path.of(text.directory());
    Map<String, String> variables = new LinkedHashMap<>(settings);
    List<String> more = new ArrayList<>();
    String target = text.target();
    if (text.result() != null) {
      RunResult stored = stored(name, text.result());
      variables.putAll(differing(stored, root));
      more.addAll(List.of("--seed", Long.toString(stored.seed())));
      if (stored.meaning().equals(FILEBENCH)) {
        more.add("--compat");
      }
      target = target == null ? targetOf(name, stored) : target;
    }
    variables.putAll(text.settings());
    TargetPlan fixed = target == null ? null : target(target);
    Plan plan = plan(variables, root, fixed, diagnostics);
    if (plan == null) {
      return null;
    }
    Contender contender = new Contender(name, text, wml, variables, target, root, more);
    return new Ready(contender, plan, place(plan, fixed, root));
  }

  private @Nullable Plan plan(
      Map<String, String> variables, Path root, @Nullable TargetPlan fixed, Diagnostics found) {
    TargetPlan used = fixed == null ? target(USUAL_TARGET) : fixed;
    return WorkloadCompiler.compile(
        source,
        new CompileOptions(
            variables,
            root.toAbsolutePath().normalize().toString(),
            used.target().info(used.options()),
            System.getenv(),
            fixed != null),
        catalog,
        found);
  }

  private Mode.Place place(Plan plan, @Nullable TargetPlan fixed, Path root) {
    TargetPlan of = fixed;
    if (of == null) {
      RunPlan first = plan.runs().isEmpty() ? null : plan.runs().getFirst();
      of = first == null || first.target() == null ? target(USUAL_TARGET) : first.target();
    }
    return new Mode.Place(of.target(), of.options(), root.toAbsolutePath().normalize().toString());
  }

  /** {@code NAME[:key=value,...]}. */
  private TargetPlan target(String text) {
    int colon = text.indexOf(':');
    String name = colon < 0 ? text : text.substring(0, colon);
    Target target = catalog.targets().get(name);
    if (target == null) {
      throw new IllegalArgumentException(
          "there is no target '%s'%s\nhelp: targets are %s"
              .formatted(
                  name,
                  Nearest.hint(name, catalog.targets().keySet()),
                  String.join(", ", catalog.targets().keySet())));
    }
    Map<String, String> given = new LinkedHashMap<>();
    for (String pair : colon < 0 ? new String[0] : text.substring(colon + 1).split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw new IllegalArgumentException(
            "'%s' in target= is no key=value; write target=NAME:key=value,...".formatted(pair));
      }
      given.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    return new TargetPlan(target, Options.resolve(target.info(), given), SourcePosition.NONE);
  }

  private RunResult stored(String name, String file) throws IOException {
    RunResult stored;
    try {
      List<RunResult> runs = ResultReader.runs(Path.of(file));
      if (runs.isEmpty()) {
        throw new InvalidSideException("the %s: %s holds no run".formatted(name, file));
      }
      stored = runs.getFirst();
    } catch (InvalidSideException e) {
      throw e;
    } catch (IOException e) {
      throw new InvalidSideException("the " + name + ": " + e.getMessage(), e);
    }
    Plan plain = plan(Map.of(), directory, null, new Diagnostics());
    if (plain != null && !plain.sha256().equals(stored.workload().sha256())) {
      throw new InvalidSideException(
          "the %s: %s is of another workload (%s, digest %.12s) than %s (digest %.12s)"
              .formatted(
                  name,
                  file,
                  stored.workload().path(),
                  stored.workload().sha256(),
                  source.path(),
                  plain.sha256()));
    }
    Gate.checkMachines(
        name.equals("baseline") ? stored.environment() : MachineFacts.collect(),
        name.equals("baseline") ? MachineFacts.collect() : stored.environment());
    return stored;
  }

  /** What it set otherwise than the file does. Sweeps set theirs themselves. */
  private Map<String, String> differing(RunResult stored, Path root) {
    Plan plain = plan(Map.of(), root, null, new Diagnostics());
    Map<String, String> out = new LinkedHashMap<>();
    if (plain != null) {
      stored
          .workload()
          .variables()
          .forEach(
              (name, value) -> {
                String usual = plain.variables().get(name);
                boolean own = name.equals("dir") || stored.point().containsKey(name);
                if (usual != null && !own && !usual.equals(value)) {
                  out.put(name, value);
                }
              });
    }
    return out;
  }

  private String targetOf(String name, RunResult stored) throws InvalidSideException {
    Target target = catalog.targets().get(stored.target().name());
    if (target == null) {
      throw new InvalidSideException(
          "the %s: there is no target '%s' here".formatted(name, stored.target().name()));
    }
    List<String> given = new ArrayList<>();
    for (Option option : target.info().options()) {
      String value = stored.target().options().get(option.name());
      if (value != null && !value.equals(option.defaultText())) {
        if (value.contains(",")) {
          throw new InvalidSideException(
              "the %s: option '%s' was '%s'; a comma can't be given again: say target="
                  .formatted(name, option.name(), value));
        }
        given.add(option.name() + "=" + value);
      }
    }
    return target.info().name() + (given.isEmpty() ? "" : ":" + String.join(",", given));
  }
}
