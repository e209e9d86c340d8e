/** The commands that make figures and reports of results. */
@NullMarked
package wml.reports.command;

import org.jspecify.annotations.NullMarked;
