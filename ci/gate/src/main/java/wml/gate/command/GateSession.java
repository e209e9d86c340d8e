package wml.gate.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import wml.compiler.Catalog;
import wml.compiler.SourceLoader;
import wml.gate.decision.Verdict;
import wml.gate.result.GateResult;
import wml.gate.result.Side;
import wml.gate.trial.Children;
import wml.gate.trial.Distribution;
import wml.gate.trial.Distributions;
import wml.gate.trial.Gate;
import wml.gate.trial.InvalidSideException;
import wml.gate.trial.Order;
import wml.gate.trial.Preparation;
import wml.gate.trial.SideText;
import wml.gate.trial.Sides;
import wml.gate.trial.Sides.Ready;
import wml.gate.trial.Trial;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.diagnostic.Renderer;
import wml.grammar.diagnostic.Severity;
import wml.grammar.syntax.SourceText;

/** One gate from request to result. One thread's. */
final class GateSession {
  private final GateRequest request;
  private final GateProgress progress;
  private final @Nullable Gate gate;
  private final @Nullable Trial trial;
  private final String invalid;

  private GateSession(
      GateRequest request,
      GateProgress progress,
      @Nullable Gate gate,
      @Nullable Trial trial,
      String invalid) {
    this.request = request;
    this.progress = progress;
    this.gate = gate;
    this.trial = trial;
    this.invalid = invalid;
  }

  /**
   * Builds and checks everything, so that what follows only measures.
   *
   * @return null after errors in the workload
   * @throws IllegalArgumentException if the request makes no sense
   */
  static @Nullable GateSession open(
      GateRequest request, Children children, GateProgress progress, PrintWriter err)
      throws IOException {
    SourceText source;
    try {
      source = SourceLoader.read(request.file());
    } catch (IOException e) {
      err.println("wml: " + e.getMessage());
      return null;
    }
    try {
      return open(request, source, children, progress, err);
    } catch (InvalidSideException e) {
      return new GateSession(
          request, progress, null, null, Objects.requireNonNullElse(e.getMessage(), ""));
    }
  }

  private static @Nullable GateSession open(
      GateRequest request,
      SourceText source,
      Children children,
      GateProgress progress,
      PrintWriter err)
      throws IOException {
    Path directory =
        request.directory() == null
            ? Path.of(System.getProperty("java.io.tmpdir"))
            : request.directory();
    for (String side :
        List.of(directory.toString(), given(request.baseline()), given(request.candidate()))) {
      if (!side.isEmpty() && Files.exists(Path.of(side)) && !Files.isDirectory(Path.of(side))) {
        throw new IllegalArgumentException("'" + side + "' is a file; name a directory");
      }
    }
    Sides sides = new Sides(source, request.settings(), directory, Catalog.load());
    String home = System.getProperty("wml.home", "");
    Distributions all =
        new Distributions(children, home.isEmpty() ? null : Path.of(home), progress::note);
    Distribution before = all.of("baseline", request.baseline());
    Distribution after = all.of("candidate", request.candidate());
    if (before.trained() != after.trained()) {
      before = before.untrained();
      after = after.untrained();
    }
    Ready baseline = ready(sides, "baseline", request.baseline(), before, err);
    Ready candidate =
        baseline == null ? null : ready(sides, "candidate", request.candidate(), after, err);
    if (baseline == null || candidate == null) {
      err.println(source.path() + ": nothing was run");
      return null;
    }
    Order order = new Order(request.seed());
    Gate gate =
        new Gate(
            request.design(),
            new Gate.Subject(
                request.file().toString(),
                candidate.plan(),
                baseline.contender(),
                candidate.contender(),
                order));
    Trial trial =
        Preparation.trial(
            request.file().toAbsolutePath(),
            baseline,
            candidate,
            request.mode(),
            request.seconds(),
            order,
            children,
            progress::note);
    return new GateSession(request, progress, gate, trial, "");
  }

  private static String given(SideText side) {
    return Objects.requireNonNullElse(side.directory(), "");
  }

  private static @Nullable Ready ready(
      Sides sides, String name, SideText text, Distribution wml, PrintWriter err)
      throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    Ready ready = sides.ready(name, text, wml, diagnostics);
    for (Diagnostic d : diagnostics.sorted()) {
      if (d.severity() == Severity.ERROR) {
        err.print(Renderer.render(d));
      }
    }
    err.flush();
    return ready;
  }

  GateResult run() throws IOException {
    if (gate == null || trial == null) {
      return new GateResult(
          Verdict.INVALID,
          invalid,
          request.file().toString(),
          side(request.baseline()),
          side(request.candidate()),
          "runs",
          "",
          request.seed(),
          0,
          Instant.now().toString(),
          0,
          List.of(),
          List.of(),
          List.of(),
          Map.of());
    }
    return gate.run(
        trial, (done, words) -> progress.pairs(done, request.design().mostPairs(), words));
  }

  /** Mean latency of all I/O in the last run of the baseline. */
  double meanNanos() {
    return gate == null ? Double.NaN : gate.meanNanos();
  }

  private static Side side(SideText text) {
    return new Side(text.given(), "", Objects.requireNonNullElse(text.target(), ""), "", Map.of());
  }
}
