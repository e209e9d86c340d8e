/** What a run wrote and what was acknowledged, kept so that a crash can be judged afterwards. */
@NullMarked
package wml.runtime.journal;

import org.jspecify.annotations.NullMarked;
