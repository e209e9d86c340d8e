/** {@code wml import pcap}: the NFS calls in a capture of packets, as a workload. */
@NullMarked
package wml.importer.pcap;

import org.jspecify.annotations.NullMarked;
