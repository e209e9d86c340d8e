package wml.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.api.plan.GatedMetric;
import wml.api.plan.GatedMetric.Standing;
import wml.api.plan.Quantity;
import wml.api.plan.RunPlan;
import wml.api.plan.Value;
import wml.grammar.diagnostic.Code;
import wml.grammar.syntax.AttributeNode;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;

/** The {@code gate} statements: which metrics of the run before them are compared, and how. */
final class GateStatements {
  private static final double DEFAULT_TOLERANCE = 0.05;
  private static final String TOLERANCE = "tolerance";
  private static final String FLOOR = "floor";

  private final Scope scope;
  private final Evaluator evaluator;
  private final AttributeReader reader;
  private final ActionList actions;
  private int primary;

  GateStatements(Scope scope, Evaluator evaluator, AttributeReader reader, ActionList actions) {
    this.scope = scope;
    this.evaluator = evaluator;
    this.reader = reader;
    this.actions = actions;
  }

  void gate(Statement.Gate g) {
    RunPlan run = actions.lastRun();
    if (run == null) {
      if (evaluator.readAll() && !actions.isStopped()) {
        evaluator.error(
            Code.MISPLACED,
            g.keyword().span(),
            "a gate is about the run before it, and there is none",
            "put it behind a run");
      }
      return;
    }
    if (g.metrics().isEmpty() && evaluator.readAll()) {
      evaluator.error(
          Code.GATE, g.keyword().span(), "this gate compares nothing", "add iops(all), p99(all)");
    }
    Assertions metrics = new Assertions(evaluator, scope, run);
    List<GatedMetric> all = new ArrayList<>(run.gate());
    for (Statement.Gated line : g.metrics()) {
      GatedMetric metric = metric(line, metrics);
      if (metric != null && isNew(metric, all, line.metric().span())) {
        all.add(metric);
        count(metric, line.metric().span());
        actions.compare(metric);
      }
    }
  }

  private boolean isNew(GatedMetric metric, List<GatedMetric> all, Span span) {
    for (GatedMetric other : all) {
      if (other.quantity().equals(metric.quantity())) {
        evaluator.error(
            Code.GATE,
            span,
            "this is compared already, at " + other.at(),
            "leave one of them out: each more costs certainty");
        return false;
      }
    }
    return true;
  }

  private void count(GatedMetric metric, Span span) {
    primary += metric.standing() == Standing.PRIMARY && !actions.isStopped() ? 1 : 0;
    if (primary == GatedMetric.MOST_PRIMARY + 1) {
      evaluator.error(
          Code.GATE,
          span,
          "the runs of a file have at most %d primary metrics, each point of a sweep its own"
              .formatted(GatedMetric.MOST_PRIMARY),
          "write 'warn' behind those that need not decide, or sweep less");
    }
  }

  private @Nullable GatedMetric metric(Statement.Gated line, Assertions metrics) {
    Span span = line.metric().span();
    String text = span.text().replaceAll("\\s+", " ");
    MetricText.Metric metric = metrics.metric(line.metric(), text);
    Map<String, AttributeNode> nodes =
        reader.named(line.attributes(), EntityAttributes.GATED, "a gate's metric", span);
    List<AttributeNode> words =
        nodes.entrySet().stream()
            .filter(e -> !Set.of(TOLERANCE, FLOOR).contains(e.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    Map<String, AttributeReader.Given> given =
        reader.read(words, EntityAttributes.GATED, "a gate's metric", span, scope);
    AttributeNode toleranceNode = nodes.get(TOLERANCE);
    AttributeNode floorNode = nodes.get(FLOOR);
    Double tolerance =
        toleranceNode == null ? Double.valueOf(DEFAULT_TOLERANCE) : tolerance(toleranceNode);
    Double floor =
        tolerance == null
            ? null
            : floorNode == null ? Double.valueOf(tolerance / 2) : floor(floorNode, tolerance);
    if (metric == null || tolerance == null || floor == null) {
      return null;
    }
    if (!isMeasured(metric.quantity())) {
      if (evaluator.readAll()) {
        evaluator.error(
            Code.GATE,
            span,
            "no run measures this: it is the same on both sides",
            "metrics are such as p99(all), mean(all), iops(all)");
      }
      return null;
    }
    Boolean more = moreIsBetter(metric.quantity(), given.get("better"), span, text);
    Standing standing =
        standing(metric.quantity(), given, toleranceNode == null ? floorNode : toleranceNode);
    if (more == null || standing == null) {
      return null;
    }
    boolean exact = standing == Standing.EXACT;
    return new GatedMetric(
        text,
        metric.quantity(),
        metric.unit(),
        standing,
        more,
        exact ? 0 : tolerance,
        exact ? 0 : floor,
        Positions.of(span));
  }

  private static boolean isMeasured(Quantity quantity) {
    return switch (quantity) {
      case Quantity.Constant c -> false;
      case Quantity.Metric m -> true;
      case Quantity.Computed c -> isMeasured(c.left()) || isMeasured(c.right());
    };
  }

  /** As a fraction, or null after a diagnostic. */
  private @Nullable Double tolerance(AttributeNode node) {
    Double tolerance = fraction(node);
    if (tolerance != null && !(tolerance > 0 && tolerance <= 1)) {
      evaluator.error(
          Code.OUT_OF_RANGE,
          node.span(),
          "the tolerance must be above 0% and at most 100%",
          tolerance == 0 ? "where any change counts, write 'exact'" : "the default is 5%");
      return null;
    }
    return tolerance;
  }

  private @Nullable Double floor(AttributeNode node, double tolerance) {
    Double floor = fraction(node);
    if (floor != null && floor < 0) {
      evaluator.error(
          Code.OUT_OF_RANGE, node.span(), "the floor is negative", "write floor=0% for none");
      return null;
    }
    if (floor != null && floor > tolerance) {
      evaluator.error(
          Code.BAD_COMBINATION,
          node.span(),
          "the floor is above the tolerance: a change between them could be neither",
          "the default is half the tolerance");
      return null;
    }
    return floor;
  }

  private @Nullable Double fraction(AttributeNode node) {
    String name = node.name().text();
    if (node.value() == null) {
      evaluator.error(
          Code.WRONG_TYPE,
          node.span(),
          "attribute '" + name + "' needs a value",
          "write " + name + "=5%");
      return null;
    }
    Datum datum = evaluator.evaluate(node.value(), scope);
    if (datum instanceof Datum.Percent p) {
      return p.percent() / 100;
    }
    if (datum != null) {
      evaluator.error(
          Code.WRONG_TYPE,
          node.value().span(),
          "attribute '%s' must be a percentage, not %s (%s)"
              .formatted(name, datum.kind(), datum.text()),
          "write " + name + "=5%");
    }
    return null;
  }

  /** Null after a diagnostic. */
  private @Nullable Boolean moreIsBetter(
      Quantity quantity, AttributeReader.@Nullable Given better, Span span, String text) {
    if (better != null) {
      return better.value().toString().equals("more");
    }
    if (quantity instanceof Quantity.Metric m) {
      switch (m.measure()) {
        case OPERATIONS, RATE, BANDWIDTH -> {
          return true;
        }
        case PERCENTILE,
            MEAN,
            SERVICE_PERCENTILE,
            SERVICE_MEAN,
            DELAY_PERCENTILE,
            DELAY_MEAN,
            ERRORS,
            SYSTEM_CALLS,
            REMOTE_CALLS,
            SYNCS,
            MOVED,
            ALLOCATED -> {
          return false;
        }
        case SHARE -> {}
      }
    }
    evaluator.error(
        Code.MISSING_ATTRIBUTE,
        span,
        "whether more or less of '" + text + "' is better can't be known",
        "add better=more or better=less");
    return null;
  }

  /**
   * @param limit the tolerance or floor that was given, if any
   */
  private @Nullable Standing standing(
      Quantity quantity, Map<String, AttributeReader.Given> given, @Nullable AttributeNode limit) {
    boolean warns = isSet(given.get("warn"));
    AttributeReader.Given exact = given.get("exact");
    if (exact != null && isSet(exact) && (warns || limit != null)) {
      evaluator.error(
          Code.BAD_COMBINATION,
          exact.node().span(),
          "'exact' and '%s' contradict each other".formatted(warns ? "warn" : name(limit)),
          "of an exact metric any change for the worse counts");
      return null;
    }
    return warns
        ? Standing.WARNING
        : isSet(exact) || (exact == null && limit == null && isCounted(quantity))
            ? Standing.EXACT
            : Standing.PRIMARY;
  }

  private static String name(@Nullable AttributeNode node) {
    return node == null ? "" : node.name().text();
  }

  private static boolean isSet(AttributeReader.@Nullable Given flag) {
    return flag != null && flag.value() instanceof Value.Flag f && f.value();
  }

  /** Whether it is the same in each run of a side that does the same. */
  private static boolean isCounted(Quantity quantity) {
    return quantity instanceof Quantity.Metric m
        && (m.measure() == Quantity.Measure.ERRORS || m.measure().isOfThreads());
  }
}
