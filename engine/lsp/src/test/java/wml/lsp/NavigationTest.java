package wml.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextEdit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wml.grammar.format.Formatter;
import wml.grammar.syntax.SourceText;
import wml.lsp.text.Places;

/** What names mean, where they stand and what they may be called instead. */
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
final class NavigationTest {
  private static final String URI = "untitled:test";
  private static final String FILE =
      """
      set $dir=/tmp
      param $size=8k,doc="bytes of one read"
      define fileset name=big,path=$dir/x,entries=10,size=$size
      define flowop name=both,$size=4k {
        flowop read name=in,filesetname=big,iosize=$size
      }
      define process name=p,instances=2 {
        thread name=t {
          flowop both name=b,$size=$size
          mix {
            70% flowop statfile name=look,filename="big"
            30% { flowop delay name=nap,value=1 }
          }
          flowop opslimit name=limit,target=look
        }
      }
      echo "reads of ${size} below $dir"
      sweep $threads in 1, 2 {
        run { warmup 1s  measure 2s }
        assert p99(look) < 5ms
      }
      """;

  private Client client;

  @BeforeEach
  void open() throws IOException {
    client = Client.start();
    client.open(URI, FILE);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
  }

  private static TextDocumentIdentifier document() {
    return new TextDocumentIdentifier(URI);
  }

  private String hover(String place) {
    Hover hover = hoverOrNull(place);
    assertNotNull(hover, place);
    return Objects.requireNonNull(hover).getContents().getRight().getValue();
  }

  private Hover hoverOrNull(String place) {
    return Client.await(
        client
            .server()
            .getTextDocumentService()
            .hover(new HoverParams(document(), MarkedText.at(FILE, place).cursor())));
  }

  private List<String> references(String place) {
    ReferenceParams params =
        new ReferenceParams(
            document(), MarkedText.at(FILE, place).cursor(), new ReferenceContext(true));
    return Client.await(client.server().getTextDocumentService().references(params)).stream()
        .map(l -> line(l.getRange()))
        .toList();
  }

  private static String line(Range range) {
    return FILE.lines().toList().get(range.getStart().getLine()).strip();
  }

  private List<String> definitions(String place) {
    DefinitionParams params = new DefinitionParams(document(), MarkedText.at(FILE, place).cursor());
    List<? extends Location> found =
        Client.await(client.server().getTextDocumentService().definition(params)).getLeft();
    return found.stream().map(l -> line(l.getRange())).toList();
  }

  private String renamed(String place, String name) {
    RenameParams params = new RenameParams(document(), MarkedText.at(FILE, place).cursor(), name);
    List<TextEdit> edits =
        Client.await(client.server().getTextDocumentService().rename(params))
            .getChanges()
            .getOrDefault(URI, List.of());
    return apply(FILE, edits);
  }

  private static String apply(String before, List<? extends TextEdit> edits) {
    SourceText source = new SourceText(URI, before);
    String text = before;
    Comparator<TextEdit> order =
        Comparator.comparingInt(e -> Places.offset(source, e.getRange().getStart()));
    for (TextEdit edit : edits.stream().sorted(order.reversed()).toList()) {
      int start = Places.offset(source, edit.getRange().getStart());
      int end = Places.offset(source, edit.getRange().getEnd());
      text = text.substring(0, start) + edit.getNewText() + text.substring(end);
    }
    return text;
  }

  @Test
  void hoverExplainsFlowopsAttributesAndStatements() {
    String read = hover("read name=in");
    assertTrue(read.contains("Reads iosize bytes from the file"), read);
    assertTrue(read.contains("`workingset`"), read);
    assertTrue(hover("iosize=$size").contains("bytes per call"));
    assertTrue(hover("instances").contains("0 to 100000"));
    assertTrue(hover("sweep").contains("once per point"));
    assertTrue(hover("warmup").contains("not recorded"));
    assertTrue(hover("p99").contains("percentile of the latency"));
    assertNull(hoverOrNull("{ warmup"));
  }

  @Test
  void hoverShowsVariablesWithTheirPlaces() {
    client.diagnostics(URI, 1);
    String dir = hover("dir=/tmp");
    assertTrue(dir.contains("line 1:\n```wml\nset $dir=/tmp\n```"), dir);
    assertTrue(dir.contains("2 uses"), dir);
    String parameter = hover("size=4k");
    assertTrue(parameter.contains("a parameter of `both`"), parameter);
    String size = hover("size} below");
    assertTrue(size.contains("param $size=8k,doc=\"bytes of one read\""), size);
  }

  @Test
  void hoverShowsValuesOfAFileThatCompiles() {
    String text = "set $a=4\nset $b=$a*2k\necho \"$b\"\n";
    client.open("untitled:values", text);
    client.diagnostics("untitled:values", 1);
    Hover hover =
        Client.await(
            client
                .server()
                .getTextDocumentService()
                .hover(
                    new HoverParams(
                        new TextDocumentIdentifier("untitled:values"),
                        MarkedText.at(text, "b=").cursor())));
    String shown = hover.getContents().getRight().getValue();
    assertTrue(shown.contains("= `8192` at the end of the file"), shown);
  }

  @Test
  void hoverShowsFilesets() {
    String fileset = hover("big,iosize");
    assertTrue(fileset.contains("define fileset name=big,path=$dir/x,entries=10"), fileset);
    assertTrue(fileset.contains("2 uses"), fileset);
  }

  @Test
  void definitionsAreFound() {
    assertEquals(List.of("set $dir=/tmp"), definitions("dir\"\nsweep"));
    assertEquals(
        List.of("define fileset name=big,path=$dir/x,entries=10,size=$size"),
        definitions("big\"\n"));
    assertEquals(List.of("define flowop name=both,$size=4k {"), definitions("both name=b"));
    assertEquals(
        List.of("70% flowop statfile name=look,filename=\"big\""), definitions("look\n  }"));
    assertEquals(List.of(), definitions("statfile"));
  }

  @Test
  void referencesKeepParametersAndVariablesApart() {
    assertEquals(
        List.of(
            "define flowop name=both,$size=4k {",
            "flowop read name=in,filesetname=big,iosize=$size",
            "flowop both name=b,$size=$size"),
        references("size=4k"));
    assertEquals(4, references("size=8k").size());
  }

  @Test
  void renamingChangesEveryPlace() {
    assertEquals(
        FILE.replace("look", "glance"), renamed("look\n", "glance"), "also in target= and assert");
    assertEquals(FILE.replace("$dir", "$root"), renamed("dir/x", "$root"));
    assertEquals(
        FILE.replace("name=big", "name=all").replace("name=\"big\"", "name=\"all\""),
        renamed("big\"", "all"));
    String blocks =
        FILE.replace("both,$size=4k", "both,$blk=4k")
            .replace("iosize=$size", "iosize=$blk")
            .replace("b,$size=$size", "b,$blk=$size");
    assertEquals(blocks, renamed("size=4k", "blk"));
  }

  @Test
  void badNamesAreRefused() {
    for (String wrong : List.of("", "a b", "x,y", "{", "\"q\"", "a$b", "1")) {
      assertRefused("look\n", wrong, "a name is one word");
    }
    assertRefused("dir=", "a-b", "letters, digits and underscores");
    assertRefused("dir=", "size", "has a variable '$size' already");
    assertRefused("both name", "read", "built-in flowop");
    assertRefused("echo", "x", "nothing that this file defines");
    assertNull(
        Client.await(
            client
                .server()
                .getTextDocumentService()
                .prepareRename(
                    new PrepareRenameParams(document(), MarkedText.at(FILE, "echo").cursor()))));
  }

  private void assertRefused(String place, String name, String why) {
    AssertionError refused = assertThrows(AssertionError.class, () -> renamed(place, name));
    assertTrue(String.valueOf(refused.getMessage()).contains(why), refused.getMessage());
  }

  @Test
  void virtualMachinesAreNamesToo() {
    String text =
        """
        define hypervisor name=h,type=kvm {
          define vm name=guest,type=linux {
            define process name=p { thread name=t { flowop delay name=d,value=1 } }
          }
        }
        run 1
        assert ops(guest) > 0
        """;
    client.open("untitled:vm", text);
    var position = MarkedText.at(text, "guest) >").cursor();
    var params = new DefinitionParams(new TextDocumentIdentifier("untitled:vm"), position);
    var found = Client.await(client.server().getTextDocumentService().definition(params)).getLeft();
    assertEquals(1, found.get(0).getRange().getStart().getLine());
  }

  @Test
  void formattingGivesTheOneStyle() {
    String text = "set $a=1\r\nset   $b = 2\nset $c=3\n";
    client.open("untitled:format", text);
    List<? extends TextEdit> edits = formatted("untitled:format");
    assertEquals(1, edits.size());
    String expected =
        Formatter.format(new SourceText("x", text)).orElseThrow(() -> new AssertionError(text));
    assertEquals(expected, apply(text, edits));
    client.open("untitled:formatted", expected);
    assertEquals(List.of(), formatted("untitled:formatted"));
    client.open("untitled:broken", "set   $a=\nrun 1\n");
    assertEquals(List.of(), formatted("untitled:broken"), "an error stands where it stands");
  }

  private List<? extends TextEdit> formatted(String uri) {
    DocumentFormattingParams params =
        new DocumentFormattingParams(
            new TextDocumentIdentifier(uri), new FormattingOptions(2, true));
    return Client.await(client.server().getTextDocumentService().formatting(params));
  }

  @Test
  void outlineNestsProcessesThreadsAndFlowops() {
    StringBuilder out = new StringBuilder();
    var answer =
        Client.await(
            client
                .server()
                .getTextDocumentService()
                .documentSymbol(new DocumentSymbolParams(document())));
    answer.forEach(e -> print(e.getRight(), "", out));
    assertEquals(
        """
        $dir
        $size param
        big fileset
        both flowop
          in read
        p process
          t thread
            b both
            mix
              70%
                look statfile
              30%
                nap delay
            limit opslimit
        sweep $threads $threads in 1, 2
          run warmup 1s, measure 2s
          assert p99(look) < 5ms
        """,
        out.toString());
  }

  private static void print(DocumentSymbol symbol, String indent, StringBuilder out) {
    String detail = symbol.getDetail() == null ? "" : symbol.getDetail();
    out.append((indent + symbol.getName() + " " + detail).stripTrailing()).append('\n');
    if (symbol.getChildren() != null) {
      symbol.getChildren().forEach(child -> print(child, indent + "  ", out));
    }
  }
}
