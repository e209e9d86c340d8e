package wml.compiler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.grammar.syntax.Expression;

/**
 * The global variables of a script. Settings from the command line are fixed: the script can't
 * change them.
 */
final class Environment implements Scope {
  private final Map<String, Datum> values = new LinkedHashMap<>();
  private final Map<String, Datum> fixed;
  private final Map<String, String> process;
  private final Set<String> mentioned = new HashSet<>();

  /**
   * @param fixed values of {@code -D} and {@code --dir}
   * @param process the environment of the process, for {@code $(NAME)}
   */
  Environment(Map<String, Datum> fixed, Map<String, String> process) {
    this.fixed = fixed;
    this.process = process;
    values.putAll(fixed);
  }

  void set(String name, Datum value) {
    mentioned.add(name);
    if (!fixed.containsKey(name)) {
      values.put(name, value);
    }
  }

  boolean isFixed(String name) {
    return fixed.containsKey(name);
  }

  /** Fixed names that the script never used or set. */
  List<String> unmentioned() {
    List<String> out = new ArrayList<>(fixed.keySet());
    out.removeAll(mentioned);
    return out;
  }

  /** Names that the script used or set. */
  Set<String> mentioned() {
    return mentioned;
  }

  @Override
  public @Nullable Datum lookUp(Expression.Variable variable) {
    mentioned.add(variable.name());
    Datum value = values.get(variable.name());
    if (value == null && variable.environment()) {
      String text = process.get(variable.name());
      return text == null ? null : Literals.ofText(text);
    }
    return value;
  }

  @Override
  public boolean isKnown(Expression.Variable variable) {
    return values.containsKey(variable.name()) || isFromProcess(variable);
  }

  @Override
  public boolean isFromProcess(Expression.Variable variable) {
    return variable.environment()
        && !values.containsKey(variable.name())
        && process.containsKey(variable.name());
  }

  @Override
  public Iterable<String> names() {
    return values.keySet();
  }

  /** Name and text of every variable, in the order of first setting. */
  Map<String, String> asText() {
    Map<String, String> out = new LinkedHashMap<>();
    values.forEach((name, value) -> out.put(name, value.text()));
    return out;
  }
}
