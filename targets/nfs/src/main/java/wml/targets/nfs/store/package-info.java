/** What a server exports: files by handle. */
@NullMarked
package wml.targets.nfs.store;

import org.jspecify.annotations.NullMarked;
