package wml.targets.nfs.pnfs;

import java.net.InetSocketAddress;

/**
 * A server that holds the data of files.
 *
 * @param address as the metadata server and its clients reach it
 * @param export path that holds the directory of data files
 */
public record DataServer(InetSocketAddress address, String export) {}
