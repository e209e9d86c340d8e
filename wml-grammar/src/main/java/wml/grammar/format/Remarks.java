package wml.grammar.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.parse.Lexeme;
import wml.grammar.parse.Lexemes;
import wml.grammar.parse.WorkloadParser;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Statement;

/**
 * What the author says of a file and its variables.
 *
 * @param title the lines of the comment that the file starts with
 * @param variables the comment behind each set statement, by the variable's name
 */
public record Remarks(List<String> title, Map<String, String> variables) {
  /** Those of a text; none of a text with syntax errors. */
  public static Remarks of(SourceText source) {
    List<Lexeme> lexemes = Lexemes.of(source, new Diagnostics()).orElse(List.of());
    Map<Integer, String> behind = new LinkedHashMap<>();
    List<String> title = new ArrayList<>();
    boolean opening = true;
    for (Lexeme lexeme : lexemes) {
      opening &= lexeme.role() == Lexeme.Role.COMMENT;
      if (lexeme.role() == Lexeme.Role.COMMENT) {
        int line = source.line(lexeme.start());
        String text = lexeme.text(source.text()).substring(1).strip();
        behind.put(line, text);
        opening &= title.isEmpty() || behind.containsKey(line - 1);
        if (opening) {
          title.add(text);
        }
      }
    }
    Map<String, String> variables = new LinkedHashMap<>();
    for (Statement s : WorkloadParser.parse(source, new Diagnostics()).statements()) {
      if (s instanceof Statement.SetVariable set) {
        String remark = behind.get(source.line(set.span().end() - 1));
        if (remark != null) {
          variables.put(set.variable().name(), remark);
        }
      }
    }
    return new Remarks(List.copyOf(title), variables);
  }
}
