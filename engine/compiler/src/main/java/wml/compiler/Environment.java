package wml.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import wml.grammar.syntax.Expression;
import wml.grammar.syntax.Span;

/**
 * The global variables of a script. Settings from the command line are fixed: the script can't
 * change them.
 */
final class Environment implements Scope {
  private final Map<String, Datum> values = new LinkedHashMap<>();
  private final Map<String, Datum> fixed;
  private final Map<String, String> process;
  private final Set<String> mentioned = new HashSet<>();
  private final Map<String, Span> parameters = new LinkedHashMap<>();
  private final Map<String, Span> settings = new HashMap<>();

  /**
   * @param fixed values of {@code -D} and {@code --dir}
   * @param process the environment of the process, for {@code $(NAME)}
   */
  Environment(Map<String, Datum> fixed, Map<String, String> process) {
    this.fixed = new LinkedHashMap<>(fixed);
    this.process = process;
    values.putAll(fixed);
  }

  void set(String name, Datum value) {
    mentioned.add(name);
    if (!fixed.containsKey(name)) {
      values.put(name, value);
    }
  }

  /** As {@link #set(String, Datum)}, from a statement. */
  void set(Expression.Variable variable, Datum value) {
    settings.putIfAbsent(variable.name(), variable.span());
    set(variable.name(), value);
  }

  /** A parameter, whose value may replace that of the command line: it is the same, typed. */
  void declare(Expression.Variable variable, Datum value) {
    String name = variable.name();
    parameters.put(name, variable.span());
    mentioned.add(name);
    values.put(name, value);
    fixed.computeIfPresent(name, (n, old) -> value);
  }

  /** Where a parameter is declared, or null if the variable is none. */
  @Nullable Span parameter(String name) {
    return parameters.get(name);
  }

  Set<String> parameters() {
    return parameters.keySet();
  }

  /** Where a statement first set a variable, or null if none did. */
  @Nullable Span settingOf(String name) {
    return settings.get(name);
  }

  /** The value from the command line, or null. */
  @Nullable Datum fixed(String name) {
    return fixed.get(name);
  }

  /** The value, or null; does not count as a use. */
  @Nullable Datum value(String name) {
    return values.get(name);
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
