/** {@code wml auto}: tests over file and record size, measured in rounds until they are sure. */
@NullMarked
package wml.cli.auto;

import org.jspecify.annotations.NullMarked;
