package wml.checks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** What may import what, as rules on the class files of all modules. */
final class ArchitectureRules {
  private static final DescribedPredicate<JavaClass> EVERYTHING = resideInAPackage("wml..");

  /** AutoService leaves its annotation in the class file; nothing of it is there at run time. */
  private static final List<String> EVERYWHERE =
      List.of("java..", "org.jspecify.annotations..", "com.google.auto.service..");

  /** Most classes are subject to a rule about all modules but one. */
  private static final int FEWEST = 390;

  static final List<Rule> ALL =
      List.of(
          uses("wml.grammar..", 70, "wml.grammar..", "org.antlr.v4.runtime.."),
          uses("wml.api..", 100, "wml.api.."),
          uses("wml.compiler..", 30, "wml.compiler..", "wml.grammar..", "wml.api.."),
          uses("wml.runtime..", 60, "wml.runtime..", "wml.api..", "com.sun.management.."),
          uses(
              "wml.cli..",
              8,
              "wml.cli..",
              "wml.compiler..",
              "wml.runtime..",
              "wml.grammar.diagnostic..",
              "wml.grammar.format..",
              "wml.grammar.syntax..",
              "wml.api..",
              "com.sun.net.httpserver..",
              "picocli.."),
          uses(
              "wml.importer..",
              25,
              "wml.importer..",
              "wml.grammar.diagnostic..",
              "wml.grammar.format..",
              "wml.grammar.syntax..",
              "wml.api..",
              "picocli.."),
          uses(
              "wml.lsp..",
              20,
              "wml.lsp..",
              "wml.compiler..",
              "wml.grammar..",
              "wml.api..",
              "org.eclipse.lsp4j..",
              "picocli.."),
          uses("wml.rpcgen..", 15, "wml.rpcgen..", "org.antlr.v4.runtime.."),
          new Rule(
              "nobody uses the compiler of XDR: it runs when the project is built",
              outside("wml.rpcgen.."),
              FEWEST,
              never(resideInAPackage("wml.rpcgen.."))),
          uses("wml.flowops..", 70, "wml.flowops..", "wml.api.."),
          uses(
              "wml.reports..",
              20,
              "wml.reports..",
              "wml.api..",
              "org.HdrHistogram..",
              "org.dhatim.fastexcel..",
              "org.knowm.xchart..",
              "org.apache.pdfbox..",
              "org.apache.fontbox..",
              "javax.imageio..",
              "com.fasterxml.jackson..",
              "picocli.."),
          uses(
              "wml.gate..",
              60,
              "wml.gate..",
              "wml.reports..",
              "wml.compiler..",
              "wml.runtime..",
              "wml.grammar.diagnostic..",
              "wml.grammar.syntax..",
              "wml.api..",
              "com.fasterxml.jackson..",
              "javax.xml..",
              "picocli.."),
          new Rule(
              "the gate's statistics and decisions are pure",
              resideInAnyPackage("wml.gate.statistics..", "wml.gate.decision.."),
              15,
              never(
                  resideInAnyPackage(
                      "java.io..", "java.nio..", "java.net..", "java.time..", "wml.reports..")),
              Rule.over(
                  s ->
                      noClasses()
                          .that(s)
                          .should()
                          .callMethod(System.class, "nanoTime")
                          .orShould()
                          .callMethod(System.class, "currentTimeMillis"))),
          uses(
              "wml.targets.testkit..",
              5,
              "wml.targets.testkit..",
              "wml.api..",
              "com.sun.management..",
              "org.junit.jupiter.api.."),
          new Rule(
              "a store uses its own packages, wire and api",
              resideInAPackage("wml.targets..")
                  .and(not(resideInAnyPackage("wml.targets.testkit..", "wml.targets.wire.."))),
              50,
              Rule.over(
                  subject ->
                      classes()
                          .that(subject)
                          .should()
                          .onlyDependOnClassesThat(
                              resideInAnyPackage("wml.api..", "wml.targets..").or(everywhere())))),
          new Rule(
              "stores never use each other, nor the test kit",
              resideInAPackage("wml.targets.."),
              60,
              Rule.fixed(
                  slices()
                      .matching("wml.targets.(*)..")
                      .should()
                      .notDependOnEachOther()
                      .ignoreDependency(
                          DescribedPredicate.alwaysTrue(),
                          resideInAPackage("wml.targets.wire..")))),
          new Rule(
              "a store's client and server never use each other",
              resideInAPackage("wml.targets.."),
              60,
              Rule.fixed(
                  noClasses()
                      .that(resideInAPackage("wml.targets.*.client.."))
                      .should()
                      .dependOnClassesThat(resideInAPackage("wml.targets.*.server.."))
                      .allowEmptyShould(true)),
              Rule.fixed(
                  noClasses()
                      .that(resideInAPackage("wml.targets.*.server.."))
                      .should()
                      .dependOnClassesThat(resideInAPackage("wml.targets.*.client.."))
                      .allowEmptyShould(true))),
          new Rule(
              "ANTLR's types stay in the parsers",
              outside("wml.grammar.internal..", "wml.grammar.parse..", "wml.rpcgen.."),
              FEWEST,
              never(resideInAPackage("org.antlr.."))),
          new Rule(
              "the generated parser is used by wml.grammar.parse alone",
              outside("wml.grammar.internal..", "wml.grammar.parse.."),
              FEWEST,
              never(resideInAPackage("wml.grammar.internal.."))),
          new Rule(
              "nobody uses the language server, and LSP4J is its alone",
              outside("wml.lsp.."),
              FEWEST,
              never(resideInAnyPackage("wml.lsp..", "org.eclipse.lsp4j..", "com.google.gson.."))),
          new Rule(
              "picocli is used by the command line alone",
              outside(
                  "wml.cli..",
                  "wml.importer..",
                  "wml.lsp.command..",
                  "wml.reports.command..",
                  "wml.gate.command.."),
              FEWEST,
              never(resideInAPackage("picocli.."))),
          new Rule(
              "XChart draws charts, and PDFBox and its fonts serve drawings",
              outside("wml.reports.chart..", "wml.reports.drawing.."),
              FEWEST,
              never(
                  resideInAnyPackage(
                      "org.knowm.xchart..", "org.apache.pdfbox..", "org.apache.fontbox.."))),
          new Rule(
              "Jackson is used by reports and the gate's documents alone",
              outside("wml.reports..", "wml.gate.output..", "wml.gate.trend.."),
              FEWEST,
              never(resideInAnyPackage("com.fasterxml.jackson..", "tools.jackson.."))),
          new Rule(
              "nobody logs: what happened is a value, a diagnostic or an exception",
              EVERYTHING,
              FEWEST,
              never(resideInAnyPackage("java.util.logging..", "org.slf4j..")),
              never(assignableTo(System.Logger.class))),
          new Rule(
              "only the command line ends the JVM",
              outside("wml.cli.."),
              FEWEST,
              Rule.over(
                  s -> noClasses().that(s).should().callMethod(System.class, "exit", int.class)),
              Rule.over(
                  s -> noClasses().that(s).should().callMethod(Runtime.class, "exit", int.class)),
              Rule.over(
                  s -> noClasses().that(s).should().callMethod(Runtime.class, "halt", int.class))),
          new Rule(
              "only the command line uses the standard streams, and tests that say why they skip",
              outside("wml.cli..", "wml.lsp.command..", "wml.targets.testkit.interop.."),
              FEWEST,
              Rule.over(s -> noClasses().that(s).should().accessField(System.class, "out")),
              Rule.over(s -> noClasses().that(s).should().accessField(System.class, "err")),
              Rule.over(s -> noClasses().that(s).should().accessField(System.class, "in"))),
          new Rule(
              "randomness comes from a seeded stream of wml.api.random",
              EVERYTHING,
              FEWEST,
              never(
                  DescribedPredicate.describe(
                      "generators of the JDK",
                      c ->
                          c.isEquivalentTo(Random.class)
                              || c.isEquivalentTo(ThreadLocalRandom.class))),
              Rule.over(s -> noClasses().that(s).should().callMethod(Math.class, "random"))),
          new Rule(
              "names are nouns of the subject",
              EVERYTHING,
              FEWEST,
              Rule.over(
                  s ->
                      noClasses()
                          .that(s)
                          .should()
                          .haveSimpleName("Data")
                          .orShould()
                          .haveNameMatching(".*(Utils?|Helpers?|Manager|Impl|Common|Base)"))),
          new Rule(
              "no cycles between modules",
              EVERYTHING,
              FEWEST,
              Rule.fixed(slices().matching("wml.(*)..").should().beFreeOfCycles())),
          new Rule(
              "no cycles between packages",
              EVERYTHING,
              FEWEST,
              Rule.fixed(slices().matching("wml.(**)").should().beFreeOfCycles())));

  private ArchitectureRules() {}

  private static Rule uses(String subject, int fewest, String... allowed) {
    return new Rule(
        subject + " uses " + String.join(", ", allowed) + " and the JDK",
        resideInAPackage(subject),
        fewest,
        Rule.over(
            s ->
                classes()
                    .that(s)
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(everywhere()))));
  }

  private static DescribedPredicate<JavaClass> everywhere() {
    return resideInAnyPackage(EVERYWHERE.toArray(String[]::new));
  }

  private static DescribedPredicate<JavaClass> outside(String... packages) {
    return EVERYTHING.and(not(resideInAnyPackage(packages)));
  }

  private static <T> DescribedPredicate<T> not(DescribedPredicate<T> predicate) {
    return DescribedPredicate.not(predicate);
  }

  private static Rule.Condition never(DescribedPredicate<JavaClass> used) {
    return Rule.over(s -> noClasses().that(s).should().dependOnClassesThat(used));
  }

  /**
   * A rule that can't pass without looking at anything.
   *
   * @param fewest classes it must look at: fewer mean that a package was renamed or not found
   */
  record Rule(
      String name, DescribedPredicate<JavaClass> subject, int fewest, List<Condition> conditions) {
    Rule(String name, DescribedPredicate<JavaClass> subject, int fewest, Condition... conditions) {
      this(name, subject, fewest, List.of(conditions));
    }

    Stream<ArchRule> checks() {
      return conditions.stream().map(c -> c.about(subject).as(name));
    }

    static Condition over(Condition condition) {
      return condition;
    }

    static Condition fixed(ArchRule rule) {
      return subject -> rule;
    }

    /** What is asked of the classes that a rule is about. */
    interface Condition {
      ArchRule about(DescribedPredicate<JavaClass> subject);
    }
  }
}
