package wml.grammar.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import wml.grammar.diagnostic.Fix;
import wml.grammar.syntax.Script;
import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;

/**
 * {@code create processes}, after which a {@code sleep} measures, until {@code shutdown processes}:
 * today a run. Files that do so in loops, or load other files, stay as they are.
 */
final class CreatedProcesses {
  private final Script script;
  private final Consumer<Fix> into;
  private final List<Fix> found = new ArrayList<>();

  CreatedProcesses(Script script, Consumer<Fix> into) {
    this.script = script;
    this.into = into;
  }

  void find() {
    boolean created = false;
    boolean defined = false;
    for (Statement statement : script.statements()) {
      switch (statement) {
        case Statement.Definition d -> defined |= d.kind().text().equals("process");
        case Statement.Sweep s -> {
          return;
        }
        case Statement.Repeat r -> {
          return;
        }
        case Statement.Command c -> {
          switch (c.keyword().text()) {
            case "load", "include" -> {
              return;
            }
            case "create" -> {
              if (isCreateProcesses(c)) {
                created = true;
                remove(c.span());
              }
            }
            case "shutdown" -> {
              created = false;
              remove(c.span());
            }
            case "sleep" -> {
              if (created && defined && !c.arguments().isEmpty()) {
                found.add(new Fix("write run", c.keyword().span(), "run"));
              }
            }
            default -> {}
          }
        }
        default -> {}
      }
    }
    found.forEach(into);
  }

  private void remove(Span span) {
    found.add(new Fix("remove what has no effect", span, ""));
  }

  private static boolean isCreateProcesses(Statement.Command c) {
    return !c.arguments().isEmpty() && c.arguments().get(0).span().text().startsWith("process");
  }
}
