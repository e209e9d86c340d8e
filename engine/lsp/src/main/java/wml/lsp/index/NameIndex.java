package wml.lsp.index;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import wml.grammar.syntax.Script;

/** Every place of a file where something is named, in the order of the file. */
public final class NameIndex {
  private final List<Occurrence> all;
  private final Map<Name, List<Occurrence>> byName = new LinkedHashMap<>();

  private NameIndex(List<Occurrence> all) {
    this.all = all;
    for (Occurrence o : all) {
      byName.computeIfAbsent(o.name(), n -> new ArrayList<>()).add(o);
    }
  }

  public static NameIndex of(Script script) {
    return new NameIndex(new NameWalk(script).run());
  }

  /** What is named at an offset, a name's end included; or null. */
  public @Nullable Occurrence at(int offset) {
    for (Occurrence o : all) {
      if (o.span().start() <= offset && offset <= o.span().end()) {
        return o;
      }
    }
    return null;
  }

  public List<Occurrence> of(Name name) {
    return byName.getOrDefault(name, List.of());
  }

  /** The first definition of each name of a kind. */
  public Stream<Occurrence> definitions(Name.Kind kind) {
    return byName.entrySet().stream()
        .filter(e -> e.getKey().kind() == kind)
        .flatMap(e -> e.getValue().stream().filter(Occurrence::definition).limit(1));
  }
}
