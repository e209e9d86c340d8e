package wml.api.target;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** The name of an extended attribute, without a name space. Immutable. */
public final class AttributeName {
  /** Linux's XATTR_NAME_MAX, less room for a name space. */
  public static final int MAX_BYTES = 240;

  private final String text;
  private final MemorySegment utf8;

  private AttributeName(String text, MemorySegment utf8) {
    this.text = text;
    this.utf8 = utf8;
  }

  /**
   * @throws IllegalArgumentException if the name is empty, too long or contains NUL
   */
  public static AttributeName of(String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    if (length == 0 || length > MAX_BYTES || text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "the name of an extended attribute has 1 to " + MAX_BYTES + " bytes and no NUL");
    }
    return new AttributeName(text, Arena.ofAuto().allocateFrom(text));
  }

  public String text() {
    return text;
  }

  /** The name in UTF-8 and a NUL. */
  public MemorySegment memory() {
    return utf8;
  }

  @Override
  public String toString() {
    return text;
  }
}
