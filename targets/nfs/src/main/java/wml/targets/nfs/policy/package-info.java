/** Decisions that need no clock, thread, socket or file. */
@NullMarked
package wml.targets.nfs.policy;

import org.jspecify.annotations.NullMarked;
