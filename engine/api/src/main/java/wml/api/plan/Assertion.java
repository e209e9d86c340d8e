package wml.api.plan;

import wml.api.source.SourcePosition;

/**
 * What must hold of a run's result.
 *
 * @param text the condition as written
 */
public record Assertion(String text, Condition condition, SourcePosition at) {}
