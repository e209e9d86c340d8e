package wml.targets.nfs.protocol;

import java.util.List;

/** What NFS 4 tells of a file system among the attributes of its files. Reused by its owner. */
public final class FileSystemFacts {
  public int leaseSeconds;
  public long mostRead;
  public long mostWrite;

  /** Whether named values (RFC 8276) are kept. */
  public boolean namedValues;

  /** How data may be placed on data servers; best first. */
  public List<Integer> layoutTypes = List.of();

  /** Bytes that are best accessed together where there are layouts. */
  public int layoutBlockBytes;

  public long totalBytes;
  public long freeBytes;
  public long totalFiles;
  public long freeFiles;
}
