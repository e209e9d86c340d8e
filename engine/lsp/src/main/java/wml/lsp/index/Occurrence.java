package wml.lsp.index;

import wml.grammar.syntax.Span;
import wml.grammar.syntax.Statement;

/**
 * A place where a name stands.
 *
 * @param span its letters, without dollar sign, braces or quotes
 * @param definition whether the name gets its meaning here
 * @param statement the statement around it
 */
public record Occurrence(Name name, Span span, boolean definition, Statement statement) {}
