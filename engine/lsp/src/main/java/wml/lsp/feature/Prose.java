package wml.lsp.feature;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import wml.api.flowop.Attribute;
import wml.api.flowop.Signature;
import wml.api.target.Option;
import wml.api.target.TargetInfo;

/** What is known of the language, in Markdown. */
final class Prose {
  private Prose() {}

  /** One line: the values that an attribute takes, its default and limits. */
  static String facts(Attribute a) {
    StringBuilder out = new StringBuilder(a.takes());
    String otherwise = a.defaultText();
    if (otherwise == null) {
      out.append(", required");
    } else if (!otherwise.isEmpty()) {
      out.append(", default ").append(otherwise);
    }
    if (a.type() == Attribute.Type.NUMBER && (a.min() != 0 || a.max() != Long.MAX_VALUE)) {
      out.append(", ").append(a.min());
      out.append(a.max() == Long.MAX_VALUE ? " or more" : " to " + a.max());
    }
    return out.toString();
  }

  static String attribute(Attribute a) {
    String names =
        a.aliases().stream().map(n -> ", `" + n + "`").collect(Collectors.joining("", "", ""));
    Class<?> needs = a.needs();
    return "`%s`%s: %s\n\n%s%s"
        .formatted(
            a.name(),
            names,
            facts(a),
            a.doc(),
            needs == null ? "" : "\n\nThe target needs " + needs.getSimpleName() + ".");
  }

  static String flowop(Signature s) {
    String attributes =
        s.attributes().stream().map(a -> "`" + a.name() + "`").collect(Collectors.joining(", "));
    String needs =
        s.needs().stream().map(Class::getSimpleName).sorted().collect(Collectors.joining(", "));
    return "`flowop %s`: %s\n\n%s\n\nAttributes: %s%s\n\n%s"
        .formatted(
            s.keyword(),
            s.category().name().toLowerCase(Locale.ROOT),
            s.doc(),
            attributes,
            needs.isEmpty() ? "" : "\n\nThe target needs " + needs + ".",
            code(s.example()));
  }

  static String entity(String kind, List<Attribute> attributes) {
    return "`"
        + kind
        + "`\n\n"
        + attributes.stream()
            .map(a -> "- `" + a.name() + "`: " + a.doc())
            .collect(Collectors.joining("\n"));
  }

  static String target(TargetInfo t) {
    return "`%s`: %s\n\n%s"
        .formatted(
            t.name(),
            t.summary(),
            t.options().stream().map(o -> "- " + option(o)).collect(Collectors.joining("\n")));
  }

  static String option(Option o) {
    String otherwise = o.defaultText().isEmpty() ? "" : ", default " + o.defaultText();
    return "`%s`: %s%s; %s".formatted(o.name(), o.type().words(), otherwise, o.doc());
  }

  static String code(String text) {
    return "```wml\n" + text.strip() + "\n```";
  }
}
