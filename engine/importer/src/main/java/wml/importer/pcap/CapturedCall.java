package wml.importer.pcap;

/**
 * An NFS call of a capture. A COMPOUND of version 4 is several: one for each operation that does
 * more than choose a file.
 *
 * @param connection counted from 1
 * @param xid of the message
 * @param operation its name in the protocol, such as {@code READ}
 * @param file what it is done to, by its handle, counted from 1; 0 for none
 * @param offset -1 for none
 * @param length -1 for none
 * @param stable whether a write is to be on storage before it is answered
 */
record CapturedCall(
    long timeNanos,
    int connection,
    int xid,
    int version,
    String operation,
    int file,
    long offset,
    long length,
    boolean stable) {
  static final long NONE = -1;
}
