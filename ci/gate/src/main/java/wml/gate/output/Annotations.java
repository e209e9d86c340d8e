package wml.gate.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import wml.gate.decision.Verdict;
import wml.gate.result.Comparison;
import wml.gate.result.Comparison.Finding;
import wml.gate.result.GateResult;

/** Notes at the lines of the workload: commands of GitHub Actions, and GitLab's code quality. */
final class Annotations {
  /** GitHub shows ten errors and ten warnings of a step; more than ten in all nobody reads. */
  static final int MOST = 10;

  private static final int MOST_TEXT = 500;

  private Annotations() {}

  /** What a reader should look at; passes and skipped metrics are no such thing. */
  private static List<Comparison> worst(GateResult result) {
    return result.comparisons().stream()
        .filter(c -> c.finding() != Finding.PASS && c.finding() != Finding.SKIPPED)
        .filter(c -> c.finding() != Finding.INCONCLUSIVE || c.counts())
        .toList();
  }

  /** Workflow commands, a line each: a job that prints them gets annotations. */
  static String github(GateResult result) {
    StringBuilder out = new StringBuilder();
    List<Comparison> worst = worst(result);
    boolean broken = isBroken(result);
    if (broken) {
      command(out, "error", Place.of(result), "gate", result.verdict() + ": " + result.reason());
    }
    int room = MOST - (broken ? 1 : 0);
    int shown = Math.min(room, worst.size());
    for (int i = 0; i < shown; i++) {
      Comparison comparison = worst.get(i);
      String kind =
          switch (comparison.finding()) {
            case REGRESSION -> "error";
            case WARNING -> "warning";
            default -> "notice";
          };
      int more = i + 1 == shown ? worst.size() - shown : 0;
      String text =
          Words.sentence(comparison) + (more > 0 ? "; and " + more + " more metrics" : "");
      command(out, kind, Place.of(result, comparison), comparison.name(), text);
    }
    return out.toString();
  }

  private static void command(
      StringBuilder out, String kind, Place place, String title, String text) {
    out.append("::").append(kind).append(" file=").append(property(place.file()));
    out.append(",line=").append(place.line()).append(",col=").append(place.column());
    out.append(",title=").append(property(Words.shortened(Words.line(title), 120)));
    out.append("::").append(message(Words.shortened(Words.line(text), MOST_TEXT))).append('\n');
  }

  private static String message(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return message(text).replace(":", "%3A").replace(",", "%2C");
  }

  /** An array of GitLab's code quality findings. */
  static void gitlab(GateResult result, JsonGenerator json) throws IOException {
    json.writeStartArray();
    if (isBroken(result)) {
      finding(json, Place.of(result), "gate", "blocker", result.verdict() + ": " + result.reason());
    }
    for (Comparison comparison : worst(result)) {
      String severity =
          switch (comparison.finding()) {
            case REGRESSION -> "major";
            case WARNING -> "minor";
            default -> "info";
          };
      finding(
          json,
          Place.of(result, comparison),
          comparison.name(),
          severity,
          Words.sentence(comparison));
    }
    json.writeEndArray();
  }

  private static void finding(
      JsonGenerator json, Place place, String check, String severity, String text)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("description", Words.line(text));
    json.writeStringField("check_name", Words.line(check));
    json.writeStringField("fingerprint", fingerprint(place, check));
    json.writeStringField("severity", severity);
    json.writeObjectFieldStart("location");
    json.writeStringField("path", place.file());
    json.writeObjectFieldStart("lines");
    json.writeNumberField("begin", place.line());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  /** The same finding in another pipeline has the same, wherever its line moved to. */
  static String fingerprint(Place place, String check) {
    return Sha256.of((place.file() + '\0' + check).getBytes(StandardCharsets.UTF_8));
  }

  static boolean isBroken(GateResult result) {
    return result.verdict() == Verdict.INVALID || result.verdict() == Verdict.UNSTABLE;
  }
}
