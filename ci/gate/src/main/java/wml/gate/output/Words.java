package wml.gate.output;

import java.util.Arrays;
import java.util.Locale;
import wml.api.plan.GatedMetric.Standing;
import wml.api.units.Durations;
import wml.api.units.Sizes;
import wml.gate.decision.Judgement;
import wml.gate.decision.Verdict;
import wml.gate.result.Comparison;
import wml.gate.result.GateResult;
import wml.gate.result.Side;

/** Numbers and sentences that the formats for people share. */
public final class Words {
  private static final String NONE = "-";
  private static final int SHORT_COMMIT = 12;

  private Words() {}

  /** Without what would end a line, move a cursor or be no character of XML 1.0. */
  public static String line(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\n' || c == '\r' || c == '\t' || c == 0x85 || c == 0x2028 || c == 0x2029) {
                out.append(' ');
              } else if (Character.isISOControl(c)
                  || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                  || (c & 0xfffe) == 0xfffe) {
                out.append('\ufffd');
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }

  /** As many characters at most, the last of them an ellipsis if some are missing. */
  public static String shortened(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }

  /** The median of a side's values, in the metric's unit. */
  static String median(Comparison comparison, double[] values) {
    return values.length == 0 ? NONE : value(comparison, median(values));
  }

  /** NaN of none. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }

  private static String value(Comparison comparison, double value) {
    return switch (comparison.metric().unit()) {
      case DURATION -> Durations.format(value * 1e9);
      case PER_SECOND -> grouped(value) + "/s";
      case BYTES_PER_SECOND -> Sizes.format(value) + "/s";
      case FRACTION -> percent(value);
      case PER_OPERATION -> grouped(value) + "/op";
      case BYTES_PER_OPERATION -> grouped(value) + " B/op";
      case COUNT, NUMBER -> grouped(value);
    };
  }

  private static String grouped(double value) {
    double size = Math.abs(value);
    return String.format(
        Locale.ROOT,
        size >= 999.5 || value == Math.rint(value) ? "%,.0f" : size >= 9.995 ? "%.1f" : "%.3g",
        value);
  }

  /** Such as {@code +6.2 %} of 1.062. */
  public static String change(double ratio) {
    if (!Double.isFinite(ratio)) {
      return Double.isNaN(ratio) ? NONE : "from 0";
    }
    String text = String.format(Locale.ROOT, "%+." + digits(ratio - 1) + "f %%", (ratio - 1) * 100);
    return text.matches("[+-]0(\\.0+)? %") ? "0 %" : text;
  }

  /** Such as {@code [+3.1 %, +9.4 %]}; empty if there is none. */
  static String interval(Judgement judgement) {
    return Double.isNaN(judgement.low()) || Double.isNaN(judgement.high())
        ? ""
        : "[" + change(judgement.low()) + ", " + change(judgement.high()) + "]";
  }

  static String changeWithInterval(Judgement judgement) {
    return (change(judgement.ratio()) + " " + interval(judgement)).strip();
  }

  /** Such as {@code 3.4 %}; a dash if it is not known. */
  static String percent(double fraction) {
    return Double.isFinite(fraction)
        ? String.format(Locale.ROOT, "%." + digits(fraction) + "f %%", fraction * 100)
        : NONE;
  }

  private static int digits(double fraction) {
    return Math.abs(fraction) >= 0.9995
        ? 0
        : Math.abs(fraction) < 0.000995 && fraction != 0 ? 2 : 1;
  }

  static String finding(Comparison comparison) {
    return switch (comparison.finding()) {
      case REGRESSION -> "REGRESSION";
      case WARNING -> "worse (warns)";
      case INCONCLUSIVE -> "inconclusive";
      case SKIPPED -> "skipped";
      case PASS -> "pass";
    };
  }

  /** All about a comparison in one sentence. */
  static String sentence(Comparison comparison) {
    Judgement judgement = comparison.judgement();
    String name = line(comparison.name());
    String values =
        "%s became %s (%s) in %d pairs"
            .formatted(
                median(comparison, comparison.pairs().baseline()),
                median(comparison, comparison.pairs().candidate()),
                changeWithInterval(judgement),
                comparison.pairs().size());
    return switch (comparison.finding()) {
      case REGRESSION -> name + " regressed: " + values + bound(comparison);
      case WARNING -> name + " became worse, which only warns: " + values;
      case INCONCLUSIVE ->
          "%s: can't tell; %s; a change for the worse of %s could have been seen"
              .formatted(name, values, percent(judgement.visible()));
      case SKIPPED -> name + " was skipped: " + line(comparison.skipped());
      case PASS -> name + " passes: " + values;
    };
  }

  private static String bound(Comparison comparison) {
    return comparison.metric().standing() == Standing.EXACT
        ? "; it is counted, so that any more is too much"
        : "; the gate tolerates " + percent(comparison.metric().tolerance());
  }

  /** Such as {@code ref=main (1f2e3d4c5b6a), posix:dir=/mnt}. */
  static String side(Side side) {
    String commit = line(side.commit());
    String given = side.given().isBlank() ? "this wml" : line(side.given());
    String shown = commit.substring(0, Math.min(SHORT_COMMIT, commit.length()));
    return given
        + (shown.isEmpty() || given.contains(shown) ? "" : " (" + shown + ")")
        + (side.target().isEmpty() ? "" : ", " + line(side.target()));
  }

  /** What could have been seen, of an inconclusive gate; else empty. */
  static String visible(GateResult result) {
    if (result.verdict() != Verdict.INCONCLUSIVE) {
      return "";
    }
    // The least sensitive of what the verdict rests on: smaller changes of it went unseen.
    return result.comparisons().stream()
        .filter(c -> c.counts() && c.finding() == Comparison.Finding.INCONCLUSIVE)
        .filter(c -> Double.isFinite(c.judgement().visible()))
        .max((a, b) -> Double.compare(a.judgement().visible(), b.judgement().visible()))
        .map(
            c ->
                "The smallest change for the worse that could have been seen: %s, of %s."
                    .formatted(percent(c.judgement().visible()), line(c.name())))
        .orElse("");
  }

  /** How it was measured. */
  static String method(GateResult result) {
    if (result.pairs() == 0) {
      return "nothing was measured";
    }
    return "%d pairs of %s in %s, seed %d"
        .formatted(
            result.pairs(),
            line(result.mode()),
            Durations.format(result.seconds() * 1e9),
            result.seed());
  }
}
