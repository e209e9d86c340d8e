package wml.reports.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wml.api.result.Interval;
import wml.api.result.Measurement;
import wml.api.result.RunResult;
import wml.api.result.RunResult.FlowopRecord;
import wml.reports.drawing.Colors;
import wml.reports.figure.Scale;
import wml.reports.figure.Unit;

/** The time axis of a run's measure phase, and what happened along it. */
final class TimeLine {
  /** Earlier phases take no more of the axis than this share of the measured time. */
  private static final double BEFORE = 0.25;

  /** More events of a kind are shown above the plot alone. */
  private static final int RARE = 12;

  private static final Map<String, Integer> KINDS =
      Map.of("gc", 0x777777, "fault", 0xd55e00, "failover", 0xaa3377);

  private final RunResult run;
  private final double end;
  private final double before;
  private final Axis axis;

  /**
   * Of a run with intervals.
   *
   * @param phases whether its earlier phases have a place on the axis
   * @throws IllegalArgumentException if it has none
   */
  TimeLine(RunResult run, boolean phases) {
    this.run = run;
    List<Interval> intervals = run.measurement().intervals();
    if (intervals.isEmpty()) {
      throw new IllegalArgumentException(
          "the run of %s has no intervals: nothing is known of its course\nhelp: run it again"
              .formatted(run.workload().path()));
    }
    end = (double) intervals.getLast().endNanos() / 1e9;
    before =
        phases ? Math.min(earlier().values().stream().mapToDouble(d -> d).sum(), end * BEFORE) : 0;
    axis = Axis.linear(new Scale.Linear(-before, end, false), Unit.SECONDS, "time");
  }

  Axis axis() {
    return axis;
  }

  /** The phases right before the measured one, with their seconds. */
  private Map<String, Double> earlier() {
    Map<String, Double> found = new LinkedHashMap<>();
    for (RunResult.Phase phase : run.phases()) {
      if (phase.name().equals("measure")) {
        break;
      }
      if (!phase.name().equals("create") && !phase.name().equals("start")) {
        found.merge(phase.name(), phase.durationNanos() / 1e9, Double::sum);
      }
    }
    return found;
  }

  /** Phases, then a lane per kind of event. */
  List<Lane> lanes() {
    List<Lane> lanes = new ArrayList<>();
    lanes.add(new Lane.Phases("phase", phases()));
    Map<String, List<Lane.Span>> kinds = new LinkedHashMap<>();
    for (Measurement.Event event : run.measurement().events()) {
      double from = event.beginNanos() / 1e9;
      double to = from + event.durationNanos() / 1e9;
      if (from <= end && to >= 0) {
        kinds
            .computeIfAbsent(event.kind(), k -> new ArrayList<>())
            .add(
                new Lane.Span(
                    axis.place(Math.max(0, from)), axis.place(Math.min(end, to)), event.text()));
      }
    }
    kinds.forEach(
        (kind, spans) ->
            lanes.add(
                new Lane.Events(
                    kind,
                    spans,
                    KINDS.getOrDefault(kind, Colors.series(Math.floorMod(kind.hashCode(), 5))),
                    spans.size() <= RARE)));
    return lanes;
  }

  private List<Lane.Span> phases() {
    List<Lane.Span> spans = new ArrayList<>();
    double at = -earlier().values().stream().mapToDouble(d -> d).sum();
    for (Map.Entry<String, Double> phase : earlier().entrySet()) {
      double to = at + phase.getValue();
      if (to > -before) {
        spans.add(span(Math.max(at, -before), to, phase.getKey()));
      }
      at = to;
    }
    Measurement.Steadiness steady = run.measurement().steadiness();
    if (steady != null && steady.steady()) {
      double from = Math.min(end, steady.beginNanos() / 1e9);
      double to = Math.min(end, steady.endNanos() / 1e9);
      if (from > 0) {
        spans.add(span(0, from, "unsteady"));
      }
      spans.add(span(from, to, "steady"));
      if (to < end) {
        spans.add(span(to, end, "unsteady"));
      }
    } else {
      spans.add(span(0, end, "measure"));
    }
    return spans;
  }

  private Lane.Span span(double from, double to, String text) {
    return new Lane.Span(axis.place(from), axis.place(to), text);
  }

  /** A sentence about phases and events for the caption. */
  String sentence() {
    Map<String, Integer> kinds = new LinkedHashMap<>();
    run.measurement().events().forEach(e -> kinds.merge(e.kind(), 1, Integer::sum));
    StringBuilder text = new StringBuilder("Time 0 is the begin of the measure phase");
    earlier().forEach((name, s) -> text.append(", after %s (%.3g s)".formatted(name, s)));
    if (!kinds.isEmpty()) {
      text.append("; events:");
      kinds.forEach((kind, n) -> text.append(' ').append(n).append(' ').append(kind).append(','));
      text.setLength(text.length() - 1);
    }
    return text.append('.').toString();
  }

  /**
   * The flowop that a sample is of, in its intervals; of many of them neighbours are added up, so
   * that there are at most so many.
   */
  static List<Part> parts(Samples.Sample sample, int most) {
    List<Interval> intervals = sample.run().measurement().intervals();
    int together = (intervals.size() + most - 1) / most;
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < intervals.size(); i += together) {
      List<Interval> some = intervals.subList(i, Math.min(intervals.size(), i + together));
      List<FlowopRecord> rows = new ArrayList<>();
      for (Interval interval : some) {
        sample.rows().forEach(row -> rows.add(interval.flowops().get(row)));
      }
      parts.add(
          new Part(
              some.getFirst().beginNanos() / 1e9,
              some.getLast().endNanos() / 1e9,
              Samples.sum(rows)));
    }
    return parts;
  }

  /** What was done between two seconds. */
  record Part(double begin, double end, FlowopRecord flowop) {
    double seconds() {
      return end - begin;
    }
  }
}
