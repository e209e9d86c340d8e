package wml.runtime.journal;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * How records lie in a journal's file: each starts at a multiple of 32 bytes.
 *
 * <pre>
 *   byte 0  4  CRC32C of the rest
 *        4  1  type
 *        5  1  fileset
 *        6  2  length in units of 32 bytes
 *        8  4  file
 *       12  4  blocks; of a text: its bytes
 *       16  8  first block, or the place of a sync's first record
 *       24  8  generation
 *       32     text
 * </pre>
 *
 * Who reads it skips what has no right checksum by 32 bytes: the record of a thread that was killed
 * in the middle, or the rest of a chunk.
 */
final class JournalRecord {
  static final int UNIT = 32;
  static final int MAX_TEXT_BYTES = 32 * 1024;
  static final String FORMAT = "wml-journal 1";

  static final byte HEADER = 1;
  static final byte FILESET = 2;
  static final byte FILE = 3;
  static final byte ISSUED = 4;
  static final byte ACKNOWLEDGED = 5;

  /** Acknowledged as durable. */
  static final byte DURABLE = 6;

  static final byte SYNC_ISSUED = 7;
  static final byte SYNCED = 8;
  static final byte VOIDED = 9;

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT.withOrder(ByteOrder.LITTLE_ENDIAN);

  private JournalRecord() {}

  static int units(int textBytes) {
    return 1 + (textBytes + UNIT - 1) / UNIT;
  }

  /** Writes a record; the checksum last. */
  static void write(
      MemorySegment at,
      CRC32C crc,
      byte type,
      int fileset,
      int file,
      int blocks,
      long first,
      long generation,
      byte[] text) {
    int units = units(text.length);
    at.set(ValueLayout.JAVA_BYTE, 4, type);
    at.set(ValueLayout.JAVA_BYTE, 5, (byte) fileset);
    at.set(SHORT, 6, (short) units);
    at.set(INT, 8, file);
    at.set(INT, 12, text.length > 0 ? text.length : blocks);
    at.set(LONG, 16, first);
    at.set(LONG, 24, generation);
    MemorySegment.copy(text, 0, at, ValueLayout.JAVA_BYTE, UNIT, text.length);
    at.set(INT, 0, checksum(at, crc, units));
  }

  private static int checksum(MemorySegment at, CRC32C crc, int units) {
    crc.reset();
    crc.update(at.asSlice(4, (long) units * UNIT - 4).asByteBuffer());
    return (int) crc.getValue();
  }

  /** How many units the record takes; 0 if none stands here. */
  static int unitsAt(MemorySegment at, CRC32C crc) {
    int units = at.byteSize() < UNIT ? 0 : at.get(SHORT, 6);
    boolean fits = units > 0 && (long) units * UNIT <= at.byteSize() && type(at) >= HEADER;
    return fits && type(at) <= VOIDED && at.get(INT, 0) == checksum(at, crc, units) ? units : 0;
  }

  static byte type(MemorySegment at) {
    return at.get(ValueLayout.JAVA_BYTE, 4);
  }

  static int fileset(MemorySegment at) {
    return at.get(ValueLayout.JAVA_BYTE, 5) & 0xFF;
  }

  static int file(MemorySegment at) {
    return at.get(INT, 8);
  }

  static int blocks(MemorySegment at) {
    return at.get(INT, 12);
  }

  static long first(MemorySegment at) {
    return at.get(LONG, 16);
  }

  static long generation(MemorySegment at) {
    return at.get(LONG, 24);
  }

  static String text(MemorySegment at) {
    byte[] bytes = at.asSlice(UNIT, blocks(at)).toArray(ValueLayout.JAVA_BYTE);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
