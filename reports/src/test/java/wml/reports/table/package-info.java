@NullMarked
package wml.reports.table;

import org.jspecify.annotations.NullMarked;
