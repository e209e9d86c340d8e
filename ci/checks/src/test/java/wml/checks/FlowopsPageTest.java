package wml.checks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import wml.api.flowop.Attribute;
import wml.api.flowop.CommonAttributes;
import wml.api.flowop.FlowopType;
import wml.api.flowop.Signature;
import wml.compiler.Catalog;
import wml.compiler.DistributionList;
import wml.compiler.EntityAttributes;

/** FLOWOPS.md says what the registered signatures say. */
final class FlowopsPageTest {
  private static final int FEWEST_FLOWOPS = 32;

  @Test
  void thePageIsUpToDate() throws IOException {
    Map<String, Signature> signatures = new TreeMap<>();
    for (FlowopType type : Catalog.load().flowops().values()) {
      signatures.put(type.signature().keyword(), type.signature());
    }
    assertTrue(signatures.size() >= FEWEST_FLOWOPS, signatures.keySet().toString());
    GeneratedPage page = new GeneratedPage();
    page.paragraph("# Flowops, entities and distributions");
    page.paragraph(
        "The reference of what a workload file can hold. It is made from the code, and a test keeps"
            + " it equal.\nA number may carry a unit (`4k`, `1m`, `2g`: powers of 1024), be an"
            + " expression, or, where each\noperation or file has a value of its own, a random"
            + " variable. A flag is set by its name alone.");
    page.paragraph("## Flowops");
    page.line("| flowop | category | does |").line("|---|---|---|");
    for (Signature s : signatures.values()) {
      page.line(
          "| [%s](#%s) | %s | %s |"
              .formatted(s.keyword(), s.keyword(), category(s), firstSentence(s.doc())));
    }
    page.line("");
    page.paragraph(
        "Operations of the categories "
            + List.of(Signature.Category.values()).stream()
                .filter(Signature.Category::countsAsIo)
                .map(c -> c.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" and "))
            + " make up the I/O summary of a result.");
    signatures.values().forEach(s -> flowop(page, s));
    page.paragraph("## Attributes of all flowops");
    page.paragraph(
        "Every flowop accepts these, as in Filebench. Above stands which of them have an effect.");
    page.attributes(CommonAttributes.ALL);
    page.paragraph("## Entities");
    entity(page, "file", EntityAttributes.FILE);
    entity(page, "fileset", EntityAttributes.FILESET);
    entity(page, "process", EntityAttributes.PROCESS);
    entity(page, "thread", EntityAttributes.THREAD);
    entity(page, "hypervisor", EntityAttributes.HYPERVISOR);
    entity(page, "vm", EntityAttributes.MACHINE);
    page.paragraph("## Distributions");
    page.paragraph("What `set $variable=...` and any number may hold besides a value:");
    page.code("", String.join("\n", DistributionList.lines()));
    page.compareWith("flowops/FLOWOPS.md");
  }

  private static void flowop(GeneratedPage page, Signature s) {
    page.paragraph("### " + s.keyword());
    page.paragraph(s.doc());
    page.code("", s.example());
    List<String> common = new ArrayList<>();
    List<Attribute> own = new ArrayList<>();
    for (Attribute a : s.attributes()) {
      if (CommonAttributes.ALL.contains(a)) {
        common.add("`" + a.name() + "`");
      } else {
        own.add(a);
      }
    }
    if (!own.isEmpty()) {
      page.attributes(own);
    }
    if (!common.isEmpty()) {
      page.paragraph(
          "Of the [attributes of all flowops](#attributes-of-all-flowops): " + join(common) + ".");
    }
    if (!s.needs().isEmpty()) {
      List<String> needs = s.needs().stream().map(Class::getSimpleName).sorted().toList();
      page.paragraph("Needs a target with " + join(needs) + ".");
    }
  }

  private static void entity(GeneratedPage page, String name, List<Attribute> attributes) {
    page.paragraph("### " + name).attributes(attributes);
  }

  private static String firstSentence(String doc) {
    int end = doc.indexOf(". ");
    return end < 0 ? doc : doc.substring(0, end + 1);
  }

  private static String category(Signature s) {
    return s.category().name().toLowerCase(Locale.ROOT);
  }

  private static String join(List<String> words) {
    return String.join(", ", words);
  }
}
