package wml.workloads;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import wml.grammar.syntax.SourceText;
import wml.grammar.syntax.Span;

/** A syntax tree as text, without the places of its parts. */
final class SyntaxTree {
  private SyntaxTree() {}

  static String of(@Nullable Object node) {
    StringJoiner out = new StringJoiner(" ", "(", ")");
    switch (node) {
      case null -> out.add("null");
      case List<?> list -> list.forEach(element -> out.add(of(element)));
      case Record parts -> {
        out.add(parts.getClass().getSimpleName());
        for (RecordComponent component : parts.getClass().getRecordComponents()) {
          if (component.getType() != Span.class && component.getType() != SourceText.class) {
            out.add(of(value(parts, component)));
          }
        }
      }
      default -> out.add(node.toString());
    }
    return out.toString();
  }

  private static @Nullable Object value(Record parts, RecordComponent component) {
    try {
      return component.getAccessor().invoke(parts);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
