package wml.targets.nfs.client.v4;

import wml.targets.nfs.protocol.Handle;
import wml.targets.wire.oncrpc.Credential;

/**
 * Where one column of stripe units of a file lies: a data file of a device. Of a mirror, each
 * column is on another device.
 *
 * @param caller as whom the data server is called
 */
record DataColumn(DataDevice device, Handle file, Credential caller) {}
