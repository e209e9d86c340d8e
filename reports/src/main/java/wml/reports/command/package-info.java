/** Subcommands of {@code wml} that turn results into figures and pages. */
@NullMarked
package wml.reports.command;

import org.jspecify.annotations.NullMarked;
