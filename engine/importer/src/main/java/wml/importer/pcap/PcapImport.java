package wml.importer.pcap;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import wml.grammar.format.Formatter;
import wml.grammar.syntax.SourceText;

/**
 * From a capture of packets to the text of a workload:
 *
 * <pre>
 * packets --TcpDirection--> bytes --RpcRecords--> messages --CallReader--> calls --CallCounts--> --WorkloadText--> text
 * </pre>
 */
final class PcapImport {
  private PcapImport() {}

  /**
   * @param notes of what is not in the workload
   */
  record Imported(String text, List<String> notes) {}

  /**
   * @throws CaptureException if it is no capture, a damaged one, or one without calls of NFS
   */
  static Imported convert(Path file) throws IOException {
    CallCounts counts = new CallCounts();
    long lost;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      lost = Conversations.read(in, counts);
    }
    if (counts.connections().isEmpty()) {
      throw new CaptureException(
          "there is no call of NFS 3 or 4 over TCP in it: was it captured at the client or the"
              + " server, from before the mount on, and with whole packets (-s 0)?");
    }
    WorkloadText.Written written = WorkloadText.write(String.valueOf(file.getFileName()), counts);
    List<String> notes = new ArrayList<>(written.notes());
    if (lost > 0) {
      notes.add("%,d bytes of the connections are not in the capture".formatted(lost));
    }
    SourceText text = new SourceText(file + ".wml", written.text());
    String formatted =
        Formatter.format(text)
            .orElseThrow(() -> new IllegalStateException("no workload:\n" + text.text()));
    return new Imported(formatted, notes);
  }
}
