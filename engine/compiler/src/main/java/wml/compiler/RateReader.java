package wml.compiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.FlowopType;
import wml.api.plan.Arrivals;
import wml.api.plan.Step;
import wml.api.plan.Value;
import wml.compiler.AttributeReader.Given;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.syntax.Span;

/** Reads when operations are to start: {@code rate} and what goes with it. */
final class RateReader {
  private static final String CONSTANT = "constant";
  private static final String REPLAY = "replay";
  private static final int MAX_POINTS = 100_000;
  private static final String ABOUT =
      "rates are of flowops that count as I/O; pauses are written think=...";

  private final Evaluator evaluator;

  RateReader(Evaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** Null without a rate, or after a diagnostic. */
  @Nullable Arrivals read(Map<String, Given> given) {
    Given rate = given.get(CommonAttributes.RATE.name());
    Given manner = given.get(CommonAttributes.ARRIVALS.name());
    Given burst = given.get(CommonAttributes.BURST.name());
    Given curve = given.get(CommonAttributes.CURVE.name());
    String how = manner == null ? CONSTANT : manner.value().toString();
    if (!goTogether(burst, "bursty", how) || !goTogether(curve, REPLAY, how)) {
      return null;
    }
    if (how.equals(REPLAY) && manner != null) {
      return replay(manner, rate, curve);
    }
    if (rate == null) {
      if (manner != null && evaluator.readAll()) {
        evaluator.error(
            Code.MISSING_ATTRIBUTE,
            manner.node().span(),
            "arrivals=" + how + " needs the attribute 'rate'",
            "add rate=1000: operations per second");
      }
      return null;
    }
    if (!(rate.value() instanceof Value.Rate r
        && r.arrivals() instanceof Arrivals.Constant constant)) {
      return null;
    }
    double perSecond = constant.perSecond();
    return switch (how) {
      case CONSTANT -> constant;
      case "poisson" -> new Arrivals.Poisson(perSecond);
      default -> bursty(perSecond, burst, rate);
    };
  }

  private boolean goTogether(@Nullable Given attribute, String wanted, String how) {
    if (attribute == null || how.equals(wanted)) {
      return true;
    }
    String name = attribute.node().name().text();
    evaluator.error(
        Code.BAD_COMBINATION,
        attribute.node().span(),
        "'" + name + "' says nothing where arrivals are " + how,
        "add arrivals=" + wanted + ", or leave " + name + " out");
    return false;
  }

  private @Nullable Arrivals bursty(double perSecond, @Nullable Given burst, Given rate) {
    if (burst == null || !(burst.value() instanceof Value.Whole size)) {
      evaluator.error(
          Code.MISSING_ATTRIBUTE,
          burst == null ? rate.node().span() : burst.node().span(),
          "arrivals=bursty needs 'burst': how many operations start at once",
          "add burst=10");
      return null;
    }
    return new Arrivals.Bursty(perSecond, size.value());
  }

  private @Nullable Arrivals replay(Given manner, @Nullable Given rate, @Nullable Given curve) {
    if (curve == null) {
      evaluator.error(
          Code.MISSING_ATTRIBUTE,
          manner.node().span(),
          "arrivals=replay needs 'curve': the file that holds the rates",
          "add curve=\"rates.csv\" with lines SECONDS,RATE");
      return null;
    }
    if (rate != null) {
      evaluator
          .diagnostics()
          .add(
              Diagnostic.of(
                      Code.BAD_COMBINATION,
                      rate.node().span(),
                      "both rate and curve say how many operations there are per second")
                  .related(curve.node().span(), "the curve stands here")
                  .help("leave rate out"));
      return null;
    }
    String name = curve.value().toString();
    Span place = curve.node().span();
    Path path = SourceLoader.find(name, place.source());
    if (path == null) {
      evaluator.error(
          Code.UNREADABLE,
          place,
          "there is no file '" + name + "' next to this one",
          "write a file with lines SECONDS,RATE");
      return null;
    }
    try {
      List<Arrivals.Point> points = points(Files.readAllLines(path), name, place);
      return points == null ? null : new Arrivals.Replay(name, points);
    } catch (IOException e) {
      evaluator.error(
          Code.UNREADABLE, place, "'" + name + "' can't be read as text: " + e.getMessage(), null);
      return null;
    }
  }

  private @Nullable List<Arrivals.Point> points(List<String> lines, String name, Span place) {
    List<Arrivals.Point> out = new ArrayList<>();
    double before = 0;
    boolean any = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Arrivals.Point point = point(line);
      if (point == null || point.seconds() < before || out.size() == MAX_POINTS) {
        evaluator.error(
            Code.BAD_TABLE,
            place,
            "line %d of '%s' is '%s'%s"
                .formatted(
                    i + 1,
                    name,
                    line,
                    out.size() == MAX_POINTS ? ", beyond the limit of " + MAX_POINTS : ""),
            "a line is SECONDS,RATE with rising seconds and a rate from 0 to 1,000,000,000");
        return null;
      }
      before = point.seconds();
      any |= point.perSecond() > 0;
      out.add(point);
    }
    if (!any) {
      evaluator.error(
          Code.BAD_TABLE, place, "'" + name + "' has no rate above 0", "add lines SECONDS,RATE");
      return null;
    }
    return out;
  }

  private static Arrivals.@Nullable Point point(String line) {
    String[] parts = line.split(",", -1);
    try {
      double seconds = Double.parseDouble(parts[0].strip());
      double perSecond = parts.length == 2 ? Double.parseDouble(parts[1].strip()) : -1;
      boolean good =
          seconds >= 0
              && Double.isFinite(seconds)
              && perSecond >= 0
              && perSecond <= Arrivals.MAX_PER_SECOND;
      return good ? new Arrivals.Point(seconds, perSecond) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** A flowop's; null without a rate, or after a diagnostic. */
  @Nullable Arrivals read(FlowopType type, Map<String, Given> given) {
    Span place = place(given);
    if (place != null && !type.signature().category().countsAsIo()) {
      evaluator.error(
          Code.BAD_COMBINATION,
          place,
          "'" + type.signature().keyword() + "' is no operation that a rate could be about",
          ABOUT);
      return null;
    }
    return read(given);
  }

  /**
   * An operation follows one rate, and a rate is about operations.
   *
   * @param outer attributes of the thread or process
   * @param places of its calls
   */
  void check(
      Map<String, Given> outer, String owner, List<Step> steps, Map<Step.Call, Span> places) {
    Span place = place(outer);
    if (place == null) {
      return;
    }
    boolean any = false;
    for (Step.Call call : Step.calls(steps)) {
      any |= call.type().signature().category().countsAsIo();
      Span inner = places.get(call);
      if (inner != null && call.attributes().containsKey(CommonAttributes.RATE.name())) {
        twice(inner, "flowop", place, owner);
      }
    }
    if (!any && evaluator.readAll()) {
      evaluator.error(
          Code.BAD_COMBINATION,
          place,
          "this " + owner + " has no operation that a rate could be about",
          ABOUT);
    }
  }

  /** A process's rate is that of its threads. */
  void check(Map<String, Given> process, Map<String, Given> thread) {
    Span outer = place(process);
    Span inner = place(thread);
    if (outer != null && inner != null) {
      twice(inner, "thread", outer, "process");
    }
  }

  private void twice(Span inner, String what, Span outer, String owner) {
    evaluator
        .diagnostics()
        .add(
            Diagnostic.of(
                    Code.BAD_COMBINATION,
                    inner,
                    "this " + what + " has a rate, and so has its " + owner)
                .related(outer, "the rate of the " + owner)
                .help("leave one of them out: an operation can't follow two"));
  }

  /** Where a rate is given, or null. */
  private static @Nullable Span place(Map<String, Given> given) {
    Given rate = given.get(CommonAttributes.RATE.name());
    Given found = rate == null ? given.get(CommonAttributes.CURVE.name()) : rate;
    return found == null ? null : found.node().span();
  }
}
