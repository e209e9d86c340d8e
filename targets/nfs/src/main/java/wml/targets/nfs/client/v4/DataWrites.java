package wml.targets.nfs.client.v4;

import java.util.Arrays;

/** What an open file has written to data servers that is not on their storage. One thread's. */
final class DataWrites {
  private DataColumn[] columns = new DataColumn[4];
  private int[] mirrors = new int[4];
  private long[] verifiers = new long[4];
  private boolean[] lost = new boolean[4];
  private int count;

  int count() {
    return count;
  }

  void clear() {
    count = 0;
  }

  DataColumn column(int index) {
    return columns[index];
  }

  int mirror(int index) {
    return mirrors[index];
  }

  /** Whether a commit's verifier says that all that was written before it is there. */
  boolean isKept(int index, long verifier) {
    return !lost[index] && verifiers[index] == verifier;
  }

  /** A write was answered that is not on storage. */
  void noted(DataColumn column, int mirror, long verifier) {
    for (int i = 0; i < count; i++) {
      if (columns[i].file().is(column.file()) && columns[i].device() == column.device()) {
        lost[i] |= verifiers[i] != verifier;
        verifiers[i] = verifier;
        return;
      }
    }
    if (count == columns.length) {
      columns = Arrays.copyOf(columns, 2 * count);
      mirrors = Arrays.copyOf(mirrors, 2 * count);
      verifiers = Arrays.copyOf(verifiers, 2 * count);
      lost = Arrays.copyOf(lost, 2 * count);
    }
    columns[count] = column;
    mirrors[count] = mirror;
    verifiers[count] = verifier;
    lost[count] = false;
    count++;
  }
}
