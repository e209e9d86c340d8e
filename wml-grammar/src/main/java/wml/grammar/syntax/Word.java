package wml.grammar.syntax;

/** A bare word. */
public record Word(Span span, String text) {}
