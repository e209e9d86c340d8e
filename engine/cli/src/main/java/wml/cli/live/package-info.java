/** What can be seen of a run while it goes on. */
@NullMarked
package wml.cli.live;

import org.jspecify.annotations.NullMarked;
