/** Tests over file and record size in the forms that scripts and people know from iozone. */
@NullMarked
package wml.reports.iozone;

import org.jspecify.annotations.NullMarked;
