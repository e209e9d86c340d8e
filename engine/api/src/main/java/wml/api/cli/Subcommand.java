package wml.api.cli;

/**
 * A subcommand of {@code wml}: a picocli-annotated {@code Callable<Integer>}, found by {@link
 * java.util.ServiceLoader}.
 */
public interface Subcommand {}
