package wml.api.target;

import java.util.function.Consumer;

/**
 * What a deployment is told of the run that it serves.
 *
 * @param seed of the run; every random choice of a deployment derives from it
 * @param notes takes sentences for the user (a fallback taken, a limit met); may be called from any
 *     thread
 */
public record Scope(long seed, Consumer<String> notes) {}
