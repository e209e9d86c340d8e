package wml.api.flowop;

/**
 * One of some equal parts.
 *
 * @param index from 0 to count - 1
 */
public record Part(int index, int count) {
  /** The first of so many entries that is in this part; the part ends where the next begins. */
  public int from(int entries) {
    return (int) ((long) entries * index / count);
  }

  /** One more than the last entry in this part. */
  public int to(int entries) {
    return (int) ((long) entries * (index + 1) / count);
  }
}
