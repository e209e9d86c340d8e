/**
 * Trees of files: their geometry, who may pick which entry, and how they come to stand on a target.
 */
@NullMarked
package wml.runtime.fileset;

import org.jspecify.annotations.NullMarked;
