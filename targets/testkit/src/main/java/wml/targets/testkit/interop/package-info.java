/**
 * Foreign servers and clients of this machine, for tests: each skips with a reason without them.
 */
@NullMarked
package wml.targets.testkit.interop;

import org.jspecify.annotations.NullMarked;
