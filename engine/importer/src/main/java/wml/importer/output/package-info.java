/** Where imported workloads go. */
@NullMarked
package wml.importer.output;

import org.jspecify.annotations.NullMarked;
