/** Results as text for people, and for scripts that read Filebench's output. */
@NullMarked
package wml.reports.table;

import org.jspecify.annotations.NullMarked;
