@NullMarked
package wml.reports;

import org.jspecify.annotations.NullMarked;
