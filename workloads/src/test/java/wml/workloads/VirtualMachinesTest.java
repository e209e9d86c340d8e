package wml.workloads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wml.api.plan.Action;
import wml.api.plan.FilesetPlan;
import wml.api.plan.Guest;
import wml.api.plan.MachineProfile;
import wml.api.plan.RunPlan;
import wml.api.result.RunResult;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Severity;
import wml.runtime.fileset.FilesetBuilder;
import wml.runtime.fileset.LaidOutFileset;
import wml.runtime.run.PlanText;

/** Hypervisors and virtual machines, from the text to the results. */
final class VirtualMachinesTest {
  /** As on the slides of the language's authors, the omissions left out. */
  private static final String SLIDE_20 =
      """
      define fileset name=myfileset,size=16kb,entries=1000
      define process name=reader,instances=1
      { thread name=readerthread,memsize=10m,instances=10 { flowop read name=myread,\
      filesetname=myfileset,iosize=2kb } }
      """;

  private static final String SLIDE_22 =
      """
      define process name=reader,instances=1 {
      thread name=readerthread,memsize=10m,instances=10 {
      flowop read name=myread1,filesetname=myfileset } }
      define hypervisor name=hpv,type=esx3.1,instances=1{define vm name=hpv,type=windows,instances=5{
      }
      }
      """;

  private static final String FILESET =
      "define fileset name=data,path=/d,size=cvar(type=cvar-exponential,parameters=mean:8192),"
          + "entries=40,dirwidth=8,prealloc\n";

  private static final String READER =
      "define process name=reader { thread name=t,instances=10 {"
          + " flowop read name=get,filesetname=data,iosize=2k,random } }\n";

  private static String machines(int hypervisors, int each, String inside) {
    return "define hypervisor name=hpv,type=esx3.1,instances=%d {\n".formatted(hypervisors)
        + "define vm name=win,type=windows,instances=%d {\n%s} }\n".formatted(each, inside);
  }

  private static RunResult run(Path directory, String text) throws IOException {
    Path file = Files.writeString(directory.resolve("vm.wml"), text);
    return run(file, 0.3);
  }

  private static RunResult run(Path file, double seconds) throws IOException {
    return new Workload(file, Map.of()).run("memory", Path.of("/base"), false, seconds).get(0);
  }

  @Test
  void theFirstSlideRunsAsWritten(@TempDir Path directory) throws IOException {
    RunResult result = run(directory, SLIDE_20);
    assertEquals(List.of(), result.problems());
    assertEquals("/base", result.filesets().get(0).path());
    assertEquals(1000L * 16384, result.filesets().get(0).bytes());
    assertTrue(result.ioOperations() > 0);
    Compiled c = Compiled.of(SLIDE_20);
    assertEquals("/tmp", c.run().filesets().get(0).path());
    assertEquals(List.of(), c.codes(Severity.WARNING));
    assertEquals(
        List.of(Code.IMPLIED_RUN, Code.IMPLIED_FILESET, Code.IMPLIED_FILESET),
        c.codes(Severity.NOTE));
  }

  @Test
  void theSlideOfVirtualMachinesRunsAsWritten(@TempDir Path directory) throws IOException {
    String text = SLIDE_20.lines().findFirst().orElseThrow() + "\n" + SLIDE_22;
    RunResult result = run(directory, text);
    assertEquals(List.of(), result.problems());
    assertTrue(result.ioOperations() > 0);
    assertEquals(5, result.guests().size());
    assertEquals(0, result.guests().get(4).ioOperations());
    assertEquals("hpv#0/hpv#4", result.guests().get(4).name());
    assertTrue(Compiled.of(text).codes(Severity.NOTE).contains(Code.EMPTY_MACHINE));
  }

  @Test
  void everyFilesetPathAndPreallocThatIsWrittenCounts() {
    Compiled c =
        Compiled.of(
            "define fileset name=data,path=/d,entries=5,prealloc=0\n"
                + "define fileset name=made,path=/d,entries=5\n"
                + "define process name=p { thread name=t {\n"
                + "flowop read name=r,filesetname=data,iosize=1k\n"
                + "flowop createfile name=c,filesetname=made\n"
                + "flowop read name=s,filesetname=made,iosize=1k } }\nrun 1");
    assertEquals(
        List.of(0, 0), c.run().filesets().stream().map(FilesetPlan::preallocPercent).toList());
    assertEquals(List.of(), c.codes());
  }

  @Test
  void machinesAreInstancesTimesInstances() {
    RunPlan plan = Compiled.of(FILESET + machines(2, 3, READER) + "run 1").run();
    assertEquals(
        List.of(
            "hpv#0/win#0",
            "hpv#0/win#1",
            "hpv#0/win#2",
            "hpv#1/win#0",
            "hpv#1/win#1",
            "hpv#1/win#2"),
        plan.guests().stream().map(Guest::name).toList());
    assertEquals(List.of(), plan.processes());
  }

  @Test
  void resultsPerMachineAddUpToTheTotal(@TempDir Path directory) throws IOException {
    String reader = READER.replace("} }", "flowop finishoncount name=end,value=200,target=get } }");
    String text = "set mode quit alldone\n" + FILESET + reader + machines(2, 5, reader) + "run\n";
    RunResult result = run(Files.writeString(directory.resolve("work.wml"), text), 60);
    assertEquals(List.of(), result.problems());
    assertEquals(10, result.guests().size());
    RunResult.FlowopRecord all = result.flowops().get(2);
    assertEquals("hpv/win", all.machine());
    long ops = 0;
    long bytes = 0;
    long recorded = 0;
    for (RunResult.GuestRecord guest : result.guests()) {
      RunResult.FlowopRecord own = guest.flowops().get(0);
      assertEquals(guest.name(), own.machine());
      assertEquals(10 * 200, own.ops(), guest::name);
      ops += own.ops();
      bytes += own.bytes();
      recorded += own.service().count();
    }
    assertEquals(all.ops(), ops);
    assertEquals(all.bytes(), bytes);
    assertEquals(all.service().count(), recorded);
    RunResult.FlowopRecord physical = result.physicalFlowops().get(0);
    assertEquals(10 * 200, physical.ops());
    assertEquals(result.ioOperations(), ops + physical.ops());
  }

  @Test
  void everyMachineHasItsOwnCopyOfWhatItUses() {
    String other = "define fileset name=other,path=/d,entries=3,prealloc\n";
    RunPlan plan = Compiled.of(FILESET + other + READER + machines(1, 2, READER) + "run 1").run();
    assertEquals(
        List.of("/d/data", "/d/other", "/d/hpv#0/win#0/data", "/d/hpv#0/win#1/data"), roots(plan));
  }

  @Test
  void whatOnlyMachinesUseHasNoPhysicalCopy() {
    RunPlan plan = Compiled.of(FILESET + machines(1, 2, READER) + "run 1").run();
    assertEquals(List.of("/d/hpv#0/win#0/data", "/d/hpv#0/win#1/data"), roots(plan));
  }

  @Test
  void aFilesetInsideHidesTheOneOutside() {
    String inside = "define fileset name=data,path=/inner,entries=7,prealloc\n";
    RunPlan plan = Compiled.of(FILESET + READER + machines(1, 1, inside + READER) + "run 1").run();
    assertEquals(List.of("/d/data", "/inner/hpv#0/win#0/data"), roots(plan));
    assertEquals(7, plan.filesets().get(1).files());
    assertTrue(
        Compiled.of(FILESET + machines(1, 1, inside) + READER.replace("=data", "=innermost"))
            .codes()
            .contains(Code.UNKNOWN_FILESET));
  }

  private static List<String> roots(RunPlan plan) {
    return layOut(plan).stream().map(LaidOutFileset::root).toList();
  }

  private static List<LaidOutFileset> layOut(RunPlan plan) {
    return FilesetBuilder.layOut(plan.filesets(), 1, false);
  }

  @Test
  void createFilesMakesTheCopiesToo() {
    Compiled c =
        Compiled.of(
            FILESET
                + machines(2, 2, READER.replace("2k", "$later"))
                + "create files\n"
                + "set $later=2k\nrun 1");
    Action.CreateFilesets create = (Action.CreateFilesets) c.good().actions().get(0);
    assertEquals(c.run().filesets(), create.filesets());
  }

  @Test
  void machinesDrawTreesOfTheirOwnAndLeaveThePhysicalClientsAlone() {
    List<LaidOutFileset> alone = layOut(Compiled.of(FILESET + READER + "run 1").run());
    List<LaidOutFileset> beside =
        layOut(Compiled.of(FILESET + READER + machines(1, 2, READER) + "run 1").run());
    assertEquals(alone.get(0).digest(), beside.get(0).digest());
    assertNotEquals(beside.get(0).digest(), beside.get(1).digest());
    assertNotEquals(beside.get(1).digest(), beside.get(2).digest());
    List<LaidOutFileset> compat =
        FilesetBuilder.layOut(
            Compiled.of(FILESET + READER + machines(1, 2, READER) + "run 1").run().filesets(),
            1,
            true);
    assertEquals(
        FilesetBuilder.layOut(alone.stream().map(LaidOutFileset::plan).toList(), 1, true)
            .get(0)
            .digest(),
        compat.get(0).digest());
  }

  @Test
  void semaphoresEndAtTheMachine(@TempDir Path directory) throws IOException {
    String once =
        """
        define process name=p {
          thread name=poster { flowop sempost name=post,target=gate,value=1
                               flowop finishoncount name=once,value=1,target=post }
          thread name=taker { flowop semblock name=gate,value=1,highwater=1 }
          thread name=reader { flowop read name=get,filesetname=data,iosize=1k }
        }
        """;
    String many = once.replaceAll("flowop finishoncount[^}]*", "");
    RunResult result =
        run(
            directory,
            FILESET
                + many
                + "define hypervisor name=h,type=kvm { define vm name=v,type=linux,instances=3 {\n"
                + once
                + "} }\nrun 1");
    assertEquals(List.of(), result.problems());
    for (RunResult.GuestRecord guest : result.guests()) {
      Map<String, Long> ops =
          guest.flowops().stream()
              .collect(Collectors.toMap(RunResult.FlowopRecord::name, RunResult.FlowopRecord::ops));
      assertEquals(1, Objects.requireNonNull(ops.get("post")), guest::name);
      assertEquals(1, Objects.requireNonNull(ops.get("gate")), guest::name);
    }
  }

  @Test
  void aTargetInAnotherMachineIsUnknown() {
    String text =
        Compiled.thread("flowop block name=gate")
            + machines(
                1,
                1,
                "define process name=p { thread name=t { flowop wakeup name=w,target=gate } }\n")
            + "run 1";
    assertEquals(List.of(Code.UNKNOWN_FLOWOP_NAME), Compiled.of(text).codes(Severity.ERROR));
  }

  @Test
  void typesPickTheProfileThatTheyStartWith() {
    RunPlan plan =
        Compiled.of(
                "define hypervisor name=h,type=ESX3.1 {"
                    + " define vm name=v,type=windows2008 { "
                    + "define process name=p { thread name=t { flowop delay name=d,value=1 } } } }"
                    + " run 1")
            .run();
    MachineProfile esx = plan.hypervisors().get(0).profile();
    assertEquals("ESX3.1", esx.type());
    assertEquals("esx", esx.name());
    assertEquals("FILE_SYNC", esx.settings().get("write-stability"));
    MachineProfile windows = plan.hypervisors().get(0).machines().get(0).profile();
    assertEquals("NTFS", windows.settings().get("file-system"));
  }

  @Test
  void explainShowsADefinitionOnceWithAllItsBytes() {
    String fixed = "define fileset name=data,path=/d,size=1m,entries=40,dirwidth=8,prealloc\n";
    RunPlan plan = Compiled.of(fixed + READER + machines(2, 5, READER) + "run 1").run();
    String text = PlanText.render(plan, layOut(plan));
    assertTrue(text.contains("hypervisor hpv x 2, type esx3.1 (profile esx: cache none"), text);
    assertTrue(text.contains("vm win x 5 (10 in all), type windows"), text);
    assertTrue(text.contains("in /d/hpv#0/win#0: 40 files"), text);
    assertTrue(text.contains("10 copies, 400 MiB in all"), text);
    assertFalse(text.contains("win#1"), text);
    assertEquals(2, text.lines().filter(l -> l.contains("process reader")).count(), text);
  }

  @Test
  void theResultSaysThatProfilesChangeNothing(@TempDir Path directory) throws IOException {
    RunResult result = run(directory, FILESET + READER + machines(1, 1, READER) + "run 1");
    assertTrue(result.notes().toString().contains("profiles of hypervisors"), result::toString);
    assertEquals("esx", result.guests().get(0).hypervisorProfile().name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "define vm name=v,type=linux { } | 1:8 | MISPLACED | belongs into a hypervisor",
        "define hypervisor name=h,type=kvm { define hypervisor name=i,type=kvm { } } | 1:44"
            + " | MISPLACED | only virtual machines",
        "define hypervisor name=h,type=kvm { define vm name=v,type=linux {"
            + " define hypervisor name=i,type=kvm { } } } | 1:74 | MISPLACED | do not nest",
        "define hypervisor name=h,type=kvm { define vm name=v,type=linux {"
            + " define vm name=w,type=linux { } } } | 1:74 | MISPLACED | processes and filesets",
        "define hypervisor name=h,type=kvm { define process name=p { thread name=t {"
            + " flowop delay name=d,value=1 } } } | 1:44 | MISPLACED | define vm name=",
        "define hypervisor name=h,type=kvm { define vm name=v,type=linux {"
            + " flowop read name=r } } | 1:67 | MISPLACED | processes and filesets",
        "define hypervisor name=h,type=kvm { define vm name=v,type=linux {"
            + " thread name=t { flowop read name=r } } } | 1:67 | MISPLACED | define process",
        "define hypervisor name=h,type=kvm { define vm name=v,type=linux {"
            + " define proces name=p { } } } | 1:74 | MISPLACED | did you mean 'process'",
        "define hypervisor name=h,type=kvm | 1:1 | EMPTY_BODY | no virtual machine",
        "define hypervisor name=h,type=kvm,instances=0 { define vm name=v,type=linux { } }"
            + " | 1:45 | OUT_OF_RANGE | from 1 to",
        "define hypervisor name=h,type=kvm { define vm name=v,type=linux,instances=0 { } }"
            + " | 1:75 | OUT_OF_RANGE | from 1 to",
        "define hypervisor name=h,type=kvm { define vm name=v,type=linux,"
            + "instances=cvar(type=cvar-normal,parameters=mean:3) { } }"
            + " | 1:65 | WRONG_TYPE | can't be random",
        "define hypervisor name=h,type=exs3.1 { define vm name=v,type=linux { } }"
            + " | 1:26 | UNKNOWN_TYPE | did you mean 'esx'",
        "define hypervisor name=h,type=kvm { define vm name=v,type=beos { } }"
            + " | 1:54 | UNKNOWN_TYPE | types start with linux, windows",
        "define hypervisor name=h { define vm name=v,type=linux { } }"
            + " | 1:1 | MISSING_ATTRIBUTE | 'type'",
        "define hypervisor name=h,type=kvm,instance=2 { define vm name=v,type=linux { } }"
            + " | 1:35 | UNKNOWN_ATTRIBUTE | did you mean 'instances'",
        "define hypervisor name=h,type=kvm { define vm name=v,type=linux { }"
            + " define vm name=v,type=linux { } } | 1:69 | DUPLICATE_NAME | another vm",
        "define hypervisor name=a/b,type=kvm { define vm name=v,type=linux { } }"
            + " | 1:1 | BAD_PATH | part of a path",
        "define hypervisor name=h,type=kvm,instances=101 {"
            + " define vm name=v,type=linux,instances=100 { } }"
            + " | 1:51 | TOO_LARGE | 10100 virtual machines",
        "define hypervisor name=h,type=kvm,instances=50 { define vm name=v,type=linux,instances=50"
            + " { define process name=p { thread name=t,instances=41 { flowop delay name=d,value=1"
            + " } } } } run 1 | 1:93 | TOO_LARGE | 102500 threads",
      })
  void mistakesAreReportedWhereTheyStand(String text, String at, Code code, String words) {
    Compiled c = Compiled.of(text.strip());
    String rendered = c.rendered(Severity.ERROR);
    assertTrue(c.codes(Severity.ERROR).contains(code), rendered);
    assertTrue(rendered.contains("test.wml:" + at + ": error[" + code.id() + "]"), rendered);
    assertTrue(rendered.contains(words), rendered);
  }

  @Test
  void hypervisorsOfOneNameAreReportedWithTheFirst() {
    String one = "define hypervisor name=h,type=kvm { define vm name=h,type=linux { } }\n";
    String rendered = Compiled.of(one + one).rendered(Severity.ERROR);
    assertTrue(rendered.contains("test.wml:2:1: error[WML0207]"), rendered);
    assertTrue(rendered.contains("first defined here"), rendered);
  }

  @Test
  void namesInOneSpaceAreFreeInAnother() {
    String vm = "define vm name=%s,type=linux { " + READER + "}\n";
    Compiled c =
        Compiled.of(
            FILESET
                + "define hypervisor name=a,type=kvm { "
                + vm.formatted("a")
                + vm.formatted("b")
                + "}\ndefine hypervisor name=b,type=kvm { "
                + vm.formatted("a")
                + "}\n"
                + READER
                + "run 1");
    assertEquals(List.of(), c.codes());
    assertEquals(3, c.run().guests().size());
  }
}
