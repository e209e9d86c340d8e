/** Values over two swept variables: surfaces, heat maps, sheets of them, and their differences. */
@NullMarked
package wml.reports.surface;

import org.jspecify.annotations.NullMarked;
