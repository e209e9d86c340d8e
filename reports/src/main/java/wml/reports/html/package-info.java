/** The report page: one HTML file that needs nothing else. */
@NullMarked
package wml.reports.html;

import org.jspecify.annotations.NullMarked;
