package wml.grammar.syntax;

import org.jspecify.annotations.Nullable;

/**
 * {@code name=value}, {@code name}, {@code $name=value} or {@code $name}.
 *
 * @param name without the dollar sign
 * @param parameter written with a dollar sign: a parameter of a composite flowop
 * @param value null if there is none; it then means true
 */
public record AttributeNode(Span span, Word name, boolean parameter, @Nullable Expression value) {}
