package wml.importer.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wml.importer.pcap.CaptureBuilder.fragments;
import static wml.importer.pcap.CaptureBuilder.message;
import static wml.importer.pcap.CaptureBuilder.plain3;
import static wml.importer.pcap.CaptureBuilder.read3;
import static wml.importer.pcap.CaptureBuilder.record;
import static wml.importer.pcap.CaptureBuilder.write3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.parse.WorkloadParser;
import wml.grammar.syntax.SourceText;

/** What is read out of captures, and what becomes of it. */
final class PcapImportTest {
  @TempDir private Path folder;
  private long lost;

  private List<String> calls(byte[] capture) throws IOException {
    List<String> out = new ArrayList<>();
    lost =
        Conversations.read(
            new ByteArrayInputStream(capture),
            c ->
                out.add(
                    "%d/%x %s f%d %d+%d"
                        .formatted(
                            c.connection(),
                            c.xid(),
                            c.operation(),
                            c.file(),
                            c.offset(),
                            c.length())));
    return out;
  }

  private static final List<String> TWO =
      List.of("1/1 READ f1 4096+512", "1/2 WRITE f2 100+8", "2/3 GETATTR f1 -1+-1");

  private static CaptureBuilder two() {
    byte[] first = read3(1, 77, 4096, 512);
    return new CaptureBuilder()
        .syn(900, 999)
        .segment(900, 1000, first)
        .segment(900, 1000 + first.length, write3(2, 88, 100, 8, 0))
        .syn(901, -5)
        .segment(901, -4, plain3(3, 1, 77));
  }

  @Test
  void everyFormatIsRead() throws IOException {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      assertEquals(TWO, calls(two().pcap(order, false)));
      assertEquals(TWO, calls(two().pcap(order, true)));
      assertEquals(TWO, calls(two().pcapng(order)));
    }
    assertEquals(0, lost);
  }

  @Test
  void segmentsThatComeTwiceOrTooEarlyArePutInOrder() throws IOException {
    byte[] first = read3(1, 7, 0, 10);
    byte[] second = read3(2, 7, 10, 10);
    byte[] third = read3(3, 7, 20, 10);
    int n = first.length;
    byte[] both = ByteBuffer.allocate(2 * n).put(second).put(third).array();
    byte[] capture =
        new CaptureBuilder()
            .syn(9, -11)
            .segment(9, -10 + 2 * n, third)
            .segment(9, -10, first)
            .segment(9, -10, first)
            .segment(9, -10 + n, both)
            .segment(9, -10 + n, second)
            .pcap(ByteOrder.LITTLE_ENDIAN, false);
    assertEquals(
        List.of("1/1 READ f1 0+10", "1/2 READ f1 10+10", "1/3 READ f1 20+10"), calls(capture));
    assertEquals(0, lost);
  }

  @Test
  void messagesMayLieAcrossSegmentsAndFragments() throws IOException {
    byte[] arguments = Arrays.copyOfRange(read3(1, 7, 300, 10), 44, 64);
    byte[] bytes = fragments(message(1, 3, 6, arguments), 7);
    CaptureBuilder capture = new CaptureBuilder().syn(9, 0);
    for (int i = 0; i < bytes.length; i++) {
      capture.segment(9, 1 + i, new byte[] {bytes[i]});
    }
    assertEquals(List.of("1/1 READ f1 300+10"), calls(capture.pcap(ByteOrder.BIG_ENDIAN, false)));
  }

  @Test
  void aGapIsSaidAndWhatIsBehindItRead() throws IOException {
    byte[] one = read3(1, 7, 0, 10);
    byte[] rest = read3(3, 7, 20, 10);
    byte[] capture =
        new CaptureBuilder()
            .syn(9, 0)
            .segment(9, 1, one)
            .segment(9, 1 + 2 * one.length, rest)
            .pcap(ByteOrder.LITTLE_ENDIAN, false);
    assertEquals(List.of("1/1 READ f1 0+10", "1/3 READ f1 20+10"), calls(capture));
    assertEquals(one.length, lost);
  }

  @Test
  void dataThatWasNotCapturedCostsNoCall() throws IOException {
    byte[] write = write3(1, 7, 0, 8000, 0);
    byte[] capture =
        new CaptureBuilder()
            .syn(9, 0)
            .segment(9, 1, write, 120, 0x18)
            .segment(9, 1 + write.length, read3(2, 7, 5, 5))
            .pcap(ByteOrder.LITTLE_ENDIAN, false);
    assertEquals(List.of("1/1 WRITE f1 0+8000", "1/2 READ f1 5+5"), calls(capture));
  }

  @Test
  void aCaptureMayBeginInTheMiddleOfAConnection() throws IOException {
    byte[] capture =
        new CaptureBuilder()
            .segment(9, 500, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9})
            .segment(9, 518, read3(2, 7, 5, 5))
            .pcap(ByteOrder.LITTLE_ENDIAN, false);
    assertEquals(List.of("1/2 READ f1 5+5"), calls(capture));
  }

  @Test
  void compoundsAreTheirOperations() throws IOException {
    ByteBuffer arguments = ByteBuffer.allocate(200);
    arguments.putInt(0).putInt(1).putInt(5);
    arguments.putInt(53).put(new byte[32]); // SEQUENCE
    arguments.putInt(22).putInt(4).putInt(7); // PUTFH
    arguments.putInt(25).put(new byte[16]).putLong(8192).putInt(4096); // READ
    arguments.putInt(9).putInt(1).putInt(26); // GETATTR
    arguments.putInt(38).put(new byte[16]).putLong(64).putInt(2).putInt(3).putInt(0); // WRITE
    byte[] message = message(6, 4, 1, Arrays.copyOf(arguments.array(), arguments.position()));
    byte[] capture =
        new CaptureBuilder()
            .syn(9, 0)
            .segment(9, 1, record(message))
            .pcap(ByteOrder.LITTLE_ENDIAN, false);
    assertEquals(
        List.of("1/6 READ f1 8192+4096", "1/6 GETATTR f1 -1+-1", "1/6 WRITE f1 64+3"),
        calls(capture));
  }

  private PcapImport.Imported convert(byte[] capture) throws IOException {
    Path file = Files.write(folder.resolve("x.pcap"), capture);
    PcapImport.Imported imported = PcapImport.convert(file);
    Diagnostics parsed = new Diagnostics();
    WorkloadParser.parse(new SourceText("x.wml", imported.text()), parsed);
    assertFalse(parsed.hasErrors(), imported.text());
    return imported;
  }

  @Test
  void aConnectionBecomesAThreadWithItsRateAndMix() throws IOException {
    CaptureBuilder capture = new CaptureBuilder().syn(9, 0);
    int at = 1;
    for (int i = 0; i < 100; i++) {
      byte[] call =
          i % 4 == 3
              ? write3(i, 8, (long) i * 7919 % 50 * 512, 512, 2)
              : read3(i, 7, i * 4096L, 4096);
      capture.later(20_000).segment(9, at, call);
      at += call.length;
    }
    String text = convert(capture.pcap(ByteOrder.LITTLE_ENDIAN, false)).text();
    assertTrue(text.contains("# READ 75, WRITE 25"), text);
    assertTrue(text.contains("thread name=connection1,rate=50.505"), text);
    assertTrue(text.contains("75 flowop read name=read1,filesetname=file1,fd=1,iosize=4096"), text);
    assertTrue(text.contains("25 flowop write name=write2"), text);
    assertTrue(text.contains("iosize=512,random,dsync"), text);
    assertTrue(text.contains("size=405504"), text);
    assertTrue(text.contains("run 2"), text);
  }

  @Test
  void whatIsNoCaptureIsRefusedWithItsReason() {
    assertSays(
        "this is no capture: it begins with 68656c6c",
        "hello world".getBytes(StandardCharsets.UTF_8));
    assertSays("ends within its first bytes", new byte[2]);
    assertSays("no call of NFS 3 or 4", new CaptureBuilder().pcap(ByteOrder.LITTLE_ENDIAN, false));
    byte[] whole = two().pcap(ByteOrder.LITTLE_ENDIAN, false);
    assertSays("ends within packet 5", Arrays.copyOf(whole, whole.length - 3));
    byte[] huge = whole.clone();
    huge[32 + 3] = 0x7f;
    assertSays("the file is damaged", huge);
  }

  private void assertSays(String text, byte[] capture) {
    CaptureException e = assertThrows(CaptureException.class, () -> convert(capture));
    assertTrue(e.toString().contains(text), e.toString());
  }

  /** Whatever stands in a file, it is read or refused, soon and without another exception. */
  @Test
  void damagedCapturesDoNoHarm() throws IOException {
    byte[][] captures = {
      two().pcap(ByteOrder.LITTLE_ENDIAN, false), two().pcapng(ByteOrder.BIG_ENDIAN)
    };
    Random random = new Random(11);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = captures[i % 2].clone();
      for (int k = random.nextInt(4); k >= 0; k--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        calls(bytes);
        read++;
      } catch (CaptureException e) {
        assertTrue(e.toString().length() > 20, e.toString());
      }
    }
    assertTrue(read > 1000, "read " + read);
  }
}
