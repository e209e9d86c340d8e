package wml.grammar.syntax;

import java.util.List;

/** A parsed file. */
public record Script(SourceText source, List<Statement> statements) {}
