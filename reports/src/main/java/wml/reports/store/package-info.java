/** Results as versioned JSON documents, and files of them. */
@NullMarked
package wml.reports.store;

import org.jspecify.annotations.NullMarked;
