@NullMarked
package wml.reports.store;

import org.jspecify.annotations.NullMarked;
