package wml.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.runtime.tree.Tree;
import org.antlr.v4.Tool;
import org.antlr.v4.parse.ANTLRParser;
import org.antlr.v4.tool.ast.AltAST;
import org.antlr.v4.tool.ast.GrammarAST;
import org.antlr.v4.tool.ast.GrammarRootAST;
import org.antlr.v4.tool.ast.RuleAST;
import org.jspecify.annotations.Nullable;
import wml.checks.Railroad.Box;
import wml.checks.Railroad.Choice;
import wml.checks.Railroad.Loop;
import wml.checks.Railroad.Sequence;
import wml.checks.Railroad.Skip;

/** The grammar's rules as diagrams, and what its comments say of them. */
final class GrammarFile {
  /** Read to be reported: no part of the language. */
  private static final Set<String> TOLERATED = Set.of("keyedWithoutComma", "junk", "oddity");

  /** Alternatives of statement that exist for what is no statement. */
  private static final Set<String> REPORTED = Set.of("stray", "unknown");

  private static final Map<String, String> TOKENS =
      Map.of(
          "WORD", "word",
          "NUMBER", "number",
          "PERCENTAGE", "percentage",
          "STRING", "\"string\"",
          "VARIABLE", "$variable",
          "MIXED", "text-with-$variable");

  private static final Pattern LABEL = Pattern.compile("#\\s*(\\w+)\\s*$");
  private static final Pattern RULE = Pattern.compile("^(\\w+)\\b");

  /** A labelled alternative or a rule: what its comment says. */
  record Doc(String title, String text, List<String> examples) {}

  private final Map<String, Doc> docs = new LinkedHashMap<>();
  private final Map<String, String> literals = new LinkedHashMap<>();
  private final Map<String, GrammarAST> rules = new LinkedHashMap<>();
  private final Map<String, Railroad> alternatives = new LinkedHashMap<>();

  GrammarFile(Path file) throws IOException {
    String text = Files.readString(file);
    readComments(text.lines().toList());
    GrammarRootAST root = new Tool().parseGrammarFromString(text);
    GrammarAST all = (GrammarAST) root.getFirstChildWithType(ANTLRParser.RULES);
    for (Object child : all.getChildrenAsArray()) {
      RuleAST rule = (RuleAST) child;
      GrammarAST block = (GrammarAST) rule.getFirstChildWithType(ANTLRParser.BLOCK);
      rules.put(rule.getRuleName(), block);
    }
    rules.forEach(
        (name, block) -> {
          if (Character.isUpperCase(name.charAt(0)) && isLiteral(block)) {
            literals.put(name, unquoted(block.getChild(0).getChild(0).getText()));
          }
        });
    for (Object child : rule("statement").getChildrenAsArray()) {
      AltAST alternative = (AltAST) child;
      Railroad part = alternative(alternative);
      if (part != null) {
        alternatives.put(alternative.altLabel.getText(), part);
      }
    }
  }

  private static boolean isLiteral(GrammarAST block) {
    return block.getChildCount() == 1
        && block.getChild(0).getChildCount() == 1
        && block.getChild(0).getChild(0).getType() == ANTLRParser.STRING_LITERAL;
  }

  private void readComments(List<String> lines) {
    List<String> comment = new ArrayList<>();
    for (String line : lines) {
      String stripped = line.strip();
      if (stripped.startsWith("//")) {
        comment.add(stripped.substring(2));
        continue;
      }
      Matcher label = LABEL.matcher(line);
      Matcher rule = RULE.matcher(line);
      if (!comment.isEmpty() && line.startsWith("  ") && label.find()) {
        docs.put(label.group(1), doc(comment));
      } else if (!comment.isEmpty() && rule.find()) {
        docs.put(rule.group(1), doc(comment));
      }
      comment.clear();
    }
  }

  /**
   * First line: a title. Indented lines: an example, a new one at each line not indented deeper.
   */
  private static Doc doc(List<String> comment) {
    StringBuilder text = new StringBuilder();
    List<String> examples = new ArrayList<>();
    for (String line : comment.subList(1, comment.size())) {
      if (!line.startsWith("     ")) {
        text.append(line.strip()).append('\n');
      } else {
        examples.add(line.substring(5));
      }
    }
    return new Doc(comment.get(0).strip().replaceAll("\\.$", ""), text.toString(), examples);
  }

  /** The documented alternatives of statement, by label, in their order. */
  Map<String, Doc> statements() {
    Map<String, Doc> out = new LinkedHashMap<>();
    alternatives.keySet().stream()
        .filter(docs::containsKey)
        .forEach(label -> out.put(label, doc(label)));
    return out;
  }

  private Doc doc(String name) {
    return Objects.requireNonNull(docs.get(name), name);
  }

  /** Alternatives of statement without a comment. */
  List<String> undocumented() {
    return alternatives.keySet().stream()
        .filter(label -> !docs.containsKey(label) && !REPORTED.contains(label))
        .toList();
  }

  /** The documented rules, in their order. */
  Map<String, Doc> parts() {
    Map<String, Doc> out = new LinkedHashMap<>();
    rules.keySet().stream()
        .filter(rule -> docs.containsKey(rule) && Character.isLowerCase(rule.charAt(0)))
        .filter(rule -> !TOLERATED.contains(rule) && !rule.equals("statement"))
        .forEach(rule -> out.put(rule, doc(rule)));
    return out;
  }

  Railroad ofStatement(String label) {
    return Objects.requireNonNull(alternatives.get(label), label);
  }

  Railroad ofRule(String rule) {
    return block(rule(rule));
  }

  private GrammarAST rule(String name) {
    return Objects.requireNonNull(rules.get(name), name);
  }

  private Railroad block(GrammarAST block) {
    List<Railroad> out = new ArrayList<>();
    for (Object child : block.getChildrenAsArray()) {
      Railroad part = element((GrammarAST) child);
      if (part != null) {
        out.add(part);
      }
    }
    return out.size() == 1 ? out.get(0) : new Choice(out);
  }

  private @Nullable Railroad alternative(GrammarAST alternative) {
    List<Railroad> parts = new ArrayList<>();
    for (Object child : alternative.getChildrenAsArray()) {
      GrammarAST ast = (GrammarAST) child;
      Railroad part = element(ast);
      if (part == null) {
        return null;
      }
      Railroad last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
      Railroad loop =
          last != null && ast.getType() == ANTLRParser.CLOSURE ? join(last, part) : null;
      if (loop != null) {
        parts.set(parts.size() - 1, loop);
      } else {
        parts.add(part);
      }
    }
    return parts.size() == 1 ? parts.get(0) : new Sequence(parts);
  }

  /** {@code x (',' x)*} is a loop over x with a comma on the way back. */
  private static @Nullable Railroad join(Railroad first, Railroad closure) {
    return closure instanceof Choice c
            && c.parts().get(0) instanceof Loop l
            && l.part() instanceof Sequence s
            && s.parts().get(s.parts().size() - 1).equals(first)
            && s.parts().size() == 2
        ? new Loop(first, s.parts().get(0))
        : null;
  }

  private @Nullable Railroad element(GrammarAST ast) {
    return switch (ast.getType()) {
      case ANTLRParser.ALT -> alternative(ast);
      case ANTLRParser.BLOCK, ANTLRParser.SET -> block(ast);
      case ANTLRParser.OPTIONAL -> new Choice(List.of(child(ast), new Skip()));
      case ANTLRParser.CLOSURE -> new Choice(List.of(new Loop(child(ast), new Skip()), new Skip()));
      case ANTLRParser.POSITIVE_CLOSURE -> new Loop(child(ast), new Skip());
      case ANTLRParser.ASSIGN -> element((GrammarAST) ast.getChild(1));
      case ANTLRParser.STRING_LITERAL -> new Box(unquoted(ast.getText()), true);
      case ANTLRParser.TOKEN_REF -> token(ast.getText());
      case ANTLRParser.RULE_REF ->
          TOLERATED.contains(ast.getText()) ? null : new Box(ast.getText(), false);
      default -> throw new IllegalStateException("what is " + ast.toStringTree() + "?");
    };
  }

  private Railroad child(Tree ast) {
    return Objects.requireNonNull(element((GrammarAST) ast.getChild(0)));
  }

  private Railroad token(String name) {
    String literal = literals.get(name);
    return literal != null
        ? new Box(literal, true)
        : new Box(TOKENS.getOrDefault(name, name), false);
  }

  private static String unquoted(String literal) {
    return literal.substring(1, literal.length() - 1);
  }
}
