package wml.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wml.grammar.parse.WorkloadParser;

/** What is offered while a workload is being typed. */
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
final class CompletionTest {
  private static final String FILE =
      """
      set $dir=/tmp
      param $size=8k,doc="bytes"
      define fileset name=big,path=$dir,entries=10
      define file name=one,path=$dir
      define flowop name=both,$blk=4k { flowop read name=in,filesetname=big,iosize=$blk }
      """;

  private Client client;
  private int documents;

  @BeforeEach
  void open() throws IOException {
    client = Client.start();
  }

  @AfterEach
  void close() throws IOException {
    client.close();
  }

  private List<CompletionItem> items(String marked) {
    MarkedText text = MarkedText.of(marked);
    String uri = "untitled:" + documents++;
    client.open(uri, text.text());
    return Client.await(client.complete(uri, text.cursor()));
  }

  private List<String> labels(String marked) {
    return items(marked).stream().map(CompletionItem::getLabel).toList();
  }

  private CompletionItem item(String marked, String label) {
    List<CompletionItem> items = items(marked);
    return items.stream()
        .filter(i -> i.getLabel().equals(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError(label + " is not among " + items));
  }

  /** A thread's inside, behind the definitions. */
  private static String inThread(String steps) {
    return FILE + "define process name=p {\n  thread name=t {\n    " + steps;
  }

  @Test
  void emptyFileOffersStatementsThatStandOutside() {
    List<String> labels = labels("|");
    assertTrue(
        labels.containsAll(List.of("set", "define", "run", "sweep", "param")), labels::toString);
    assertFalse(labels.contains("flowop"), labels::toString);
    assertTrue(WorkloadParser.STATEMENTS.containsAll(labels));
  }

  @Test
  void everyStatementIsOfferedSomewhereWithItsMeaning() {
    for (CompletionItem i : items("repeat 2 { |")) {
      assertFalse(i.getDocumentation().getRight().getValue().isBlank(), i.getLabel());
    }
    assertEquals(WorkloadParser.STATEMENTS, labels("repeat 2 { |"));
  }

  @Test
  void blocksOfferWhatBelongsIntoThem() {
    assertEquals(List.of("thread"), labels("define process name=p { |"));
    assertEquals(
        List.of("flowop", "repeat", "mix", "chance"), labels(inThread("flowop read name=x\n fl|")));
    assertEquals(List.of("flowop", "repeat", "mix", "chance"), labels(inThread("mix { 70% fl|")));
    assertEquals(
        List.of("cooldown", "measure", "ramp", "warmup"),
        labels("run { warmup 5s |").stream().sorted().toList());
  }

  @Test
  void flowopOffersTypesAndComposites() {
    List<String> labels = labels(inThread("flowop |"));
    assertTrue(labels.containsAll(List.of("read", "write", "statfile", "both")), labels::toString);
    assertFalse(labels.contains("set"));
  }

  @Test
  void itemsReplaceTheWordThatIsBeingTyped() {
    CompletionItem item = item("set $a=1\ndefine fi|les name=x", "fileset");
    TextEdit edit = item.getTextEdit().getLeft();
    assertEquals("fileset", edit.getNewText());
    assertEquals(new Range(pos(1, 7), pos(1, 12)), edit.getRange());
  }

  private static org.eclipse.lsp4j.Position pos(int line, int character) {
    return new org.eclipse.lsp4j.Position(line, character);
  }

  @Test
  void attributesCarryTypeDefaultLimitsAndMeaning() {
    CompletionItem item = item(inThread("flowop read name=x,|"), "fd");
    assertEquals("a number, default 0, 0 to 1023", item.getDetail());
    String doc = item.getDocumentation().getRight().getValue();
    assertTrue(doc.contains("slot of the thread's table of open files"), doc);
    assertEquals("fd=", item.getTextEdit().getLeft().getNewText());
    assertEquals(
        "random", item(inThread("flowop read |"), "random").getTextEdit().getLeft().getNewText());
  }

  @Test
  void attributesThatStandAlreadyAreNotOfferedAgain() {
    List<String> labels = labels(inThread("flowop read name=x,filename=big,ios|"));
    assertTrue(labels.contains("iosize"), labels::toString);
    assertFalse(labels.contains("name"), labels::toString);
    assertFalse(labels.contains("filesetname"), "its alias filename stands");
    assertFalse(labels.contains("target"), "without effect on read");
  }

  @Test
  void entitiesOfferTheirAttributes() {
    assertTrue(labels("define fileset name=x,|").containsAll(List.of("entries", "dirwidth")));
    assertTrue(labels("define process name=p { thread |").contains("memsize"));
    assertTrue(labels("define |").containsAll(List.of("fileset", "process", "flowop")));
  }

  @Test
  void callsOfCompositesOfferTheirParameters() {
    List<String> labels = labels(inThread("flowop both name=b,|"));
    assertTrue(labels.containsAll(List.of("$blk", "iters")), labels::toString);
  }

  @Test
  void filesetnameOffersFilesets() {
    assertEquals(List.of("big", "one"), labels(inThread("flowop read name=x,filesetname=|")));
    assertEquals(List.of("big", "one"), labels(inThread("flowop read filename=b|\n } }\nrun 1\n")));
  }

  @Test
  void targetOffersFlowops() {
    List<String> labels =
        labels(inThread("flowop read name=first,fd=1\n flowop eventlimit name=e,target=|"));
    assertTrue(labels.contains("first"), labels::toString);
    assertFalse(labels.contains("big"), labels::toString);
  }

  @Test
  void dollarOffersVariablesAndParametersOfTheCompositeAround() {
    assertEquals(List.of("$dir", "$size"), labels(FILE + "set $x=$|"));
    assertTrue(labels(FILE.replace("iosize=$blk", "iosize=$|")).contains("$blk"));
    assertEquals("8k", item(FILE + "echo \"$s|\"", "$size").getDetail());
    CompletionItem braced = item(FILE + "echo \"${s|}\"", "${size}");
    assertEquals(new Range(pos(5, 6), pos(5, 10)), braced.getTextEdit().getLeft().getRange());
  }

  @Test
  void attributesThatChooseOfferTheirWords() {
    assertTrue(
        labels(inThread("flowop read name=x,random=|")).containsAll(List.of("true", "false")));
    assertTrue(
        labels(inThread("flowop read name=x,onerror=|"))
            .containsAll(List.of("abort", "continue", "retry")));
    assertTrue(
        labels(inThread("flowop statfile name=x,pick=|"))
            .containsAll(List.of("roundrobin", "own", "zipf")));
  }

  @Test
  void valuesOfferFunctionsAndVariables() {
    List<String> labels = labels(FILE + "set $x=|");
    assertTrue(labels.containsAll(List.of("$dir", "round", "env")), labels::toString);
  }

  @Test
  void distributionsOfferTheirParameters() {
    CompletionItem item = item("set $x=lognormal(median=4k,|", "sigma");
    assertEquals("sigma=", item.getTextEdit().getLeft().getNewText());
    List<String> labels = labels(inThread("flowop read name=x,offset=hotset(hot=10%,sh|"));
    assertTrue(labels.contains("share"), labels::toString);
    assertFalse(labels.contains("hot"), labels::toString);
  }

  @Test
  void parametersOfferTheirAttributesAndTypes() {
    assertEquals(
        List.of("type", "min", "max", "values", "unit"), labels("param $x=8k,doc=\"x\",|"));
    assertTrue(labels("param $x=8k,type=|").containsAll(List.of("size", "duration")));
    assertEquals(List.of(), labels("param |").stream().filter(l -> !l.equals("x")).toList());
  }

  @Test
  void targetsOfferTheirNames() {
    assertTrue(labels("target |").isEmpty(), "no target is on this class path");
  }

  @Test
  void assertionsOfferMeasuresAndFlowops() {
    assertTrue(labels(FILE + "assert |").containsAll(List.of("p99", "errors")));
    String text = inThread("flowop both name=b } }\nrun 1\nassert p99(|");
    assertEquals(List.of("in", "b", "t", "p", "all"), labels(text));
    assertTrue(labels(FILE + "assert p99(in) < |").contains("p99"));
  }

  @Test
  void gatesOfferMeasuresFlowopsAndAttributes() {
    String gate = inThread("flowop both name=b } }\nrun 1\ngate {\n");
    assertTrue(labels(gate + "|").containsAll(List.of("p99", "errors")));
    assertTrue(labels(gate + "p99(all), warn\n  io|").contains("iops"));
    assertFalse(labels(gate + "p99(all), warn\n  io|").contains("run"));
    assertEquals(List.of("in", "b", "t", "p", "all"), labels(gate + "iops(all)\n  p99(|"));
    assertTrue(labels(gate + "iops(in) / |").contains("iops"));
    assertEquals(
        List.of("floor", "better", "exact"), labels(gate + "p99(in), tolerance=10%, warn, |"));
    assertEquals(List.of("more", "less"), labels(gate + "share(in), better=|").subList(0, 2));
    assertTrue(labels(gate + "p99(in), warn }\n|").contains("run"));
  }

  @Test
  void commentsAndNewNamesOfferNothing() {
    assertEquals(List.of(), labels("# set |"));
    assertEquals(List.of(), labels("define fileset name=|"));
    assertEquals(List.of(), labels("echo \"a word |\""));
  }

  @Test
  void missingBracesAndValuesDoNotHideWhatIsKnown() {
    String broken =
        FILE + "define process name=p { thread name= {\n flowop read filesetname=\n flowop stat|";
    assertTrue(labels(broken).contains("statfile"));
    assertEquals(List.of("big", "one"), labels(FILE + "thread { flowop read filesetname=|"));
  }
}
