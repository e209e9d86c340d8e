package wml.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual page of a command, made from what its help says, in the man macros of roff. */
final class ManPage {
  private final StringBuilder out = new StringBuilder();
  private final CommandSpec spec;

  private ManPage(CommandSpec spec) {
    this.spec = spec;
  }

  /** The page's name: {@code wml-run} for {@code wml run}. */
  static String name(CommandSpec spec) {
    return spec.qualifiedName("-");
  }

  static String of(CommandSpec spec) {
    return new ManPage(spec).write();
  }

  private String write() {
    Help help = spec.commandLine().getHelp();
    String description = String.join(" ", spec.usageMessage().description());
    out.append(".TH \"").append(name(spec).toUpperCase(Locale.ROOT));
    out.append("\" \"1\" \"\" \"wml\" \"wml manual\"\n");
    section("NAME");
    line(name(spec) + " - " + firstSentence(description));
    section("SYNOPSIS");
    line(help.synopsis(0).strip().replaceAll("\\s+", " "));
    section("DESCRIPTION");
    line(description);
    parameters();
    if (!spec.subcommands().isEmpty()) {
      section("COMMANDS");
      for (CommandLine command : spec.subcommands().values()) {
        CommandSpec sub = command.getCommandSpec();
        item(sub.name(), String.join(" ", sub.usageMessage().description()));
      }
    }
    footer();
    section("SEE ALSO");
    line(
        spec.parent() == null
            ? "wml man COMMAND shows the page of a command."
            : "wml(1), wml " + spec.name() + " --help");
    return out.toString();
  }

  private void parameters() {
    section("OPTIONS");
    for (PositionalParamSpec p : spec.positionalParameters()) {
      item(p.paramLabel(), text(p.description(), p.defaultValueString()));
    }
    for (OptionSpec o : spec.options()) {
      boolean valued = o.arity().max() > 0;
      String names = String.join(", ", o.names());
      item(
          valued ? names + " " + o.paramLabel() : names,
          text(o.description(), o.defaultValueString()));
    }
  }

  /** Examples stand as they are. */
  private void footer() {
    String[] footer = spec.usageMessage().footer();
    if (footer.length == 0) {
      return;
    }
    section("NOTES");
    out.append(".nf\n");
    for (String line : footer) {
      if (line.isEmpty()) {
        out.append(".sp\n");
      } else {
        line(line);
      }
    }
    out.append(".fi\n");
  }

  private static String text(String[] description, String defaultValue) {
    String joined = String.join(" ", List.of(description));
    return plain(joined.replace("${DEFAULT-VALUE}", defaultValue));
  }

  private static String firstSentence(String text) {
    int end = text.indexOf('.');
    return end < 0 ? text : text.substring(0, end);
  }

  private void section(String name) {
    out.append(".SH ").append(name).append('\n');
  }

  private void item(String term, String text) {
    out.append(".TP\n.B ").append(escaped(term)).append('\n');
    line(text);
  }

  private void line(String text) {
    out.append(escaped(plain(text))).append('\n');
  }

  /** Without picocli's mark-up. */
  private static String plain(String text) {
    return Ansi.OFF.string(text);
  }

  /** No character of a text is a request or an escape of roff. */
  private static String escaped(String text) {
    String safe = text.replace("\\", "\\e").replace("-", "\\-");
    return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
  }
}
