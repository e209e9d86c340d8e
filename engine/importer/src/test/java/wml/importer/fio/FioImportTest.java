package wml.importer.fio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wml.grammar.diagnostic.Code;
import wml.grammar.diagnostic.Diagnostic;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.parse.WorkloadParser;
import wml.grammar.syntax.SourceText;

/** What becomes of job files, and what is said about those that can't be imported. */
class FioImportTest {
  private final Diagnostics diagnostics = new Diagnostics();

  private @Nullable String convert(String text) {
    return FioImport.convert(new SourceText("job.fio", text), Map.of("BLOCK", "16k"), diagnostics);
  }

  /** The workload of a job file without errors; the language accepts it. */
  private String good(String text) {
    String workload = convert(text);
    assertNotNull(workload, this::said);
    Diagnostics parsed = new Diagnostics();
    WorkloadParser.parse(new SourceText("job.wml", workload), parsed);
    assertFalse(parsed.hasErrors(), workload);
    return workload;
  }

  /** A job named j of 256k in blocks of 4k, with more options. */
  private String job(String... options) {
    return good("[j]\nsize=256k\n" + String.join("\n", options) + "\n");
  }

  private String said() {
    return diagnostics.sorted().stream()
        .map(d -> d.code() + place(d) + ": " + d.message())
        .collect(Collectors.joining("\n"));
  }

  private static String place(Diagnostic d) {
    return d.span() == null ? "" : " " + d.span().line() + ":" + d.span().column();
  }

  /** The only error of a job file that is no workload. */
  private Diagnostic error(String text) {
    assertNull(convert(text));
    List<Diagnostic> errors =
        diagnostics.sorted().stream()
            .filter(d -> d.code() != Code.WITHOUT_EFFECT && d.code() != Code.IMPORT_DIFFERS)
            .toList();
    assertEquals(1, errors.size(), this::said);
    return errors.getFirst();
  }

  private static void assertHas(String workload, String... lines) {
    for (String line : lines) {
      assertTrue(workload.contains(line), () -> "no '" + line + "' in\n" + workload);
    }
  }

  @Test
  void aJobIsAProcessThatRepeatsItsOperationsAndEnds() {
    assertEquals(
        """
        # Made by 'wml import fio' from job.fio

        set $dir=/data
        param $filesize=1m,type=size,doc="bytes of each file"
        param $iosize=8k,type=size,doc="bytes of one operation"
        param $clones=4,type=count,doc="processes that do the same"
        set mode quit alldone

        # one file for each clone of [look]
        define fileset name=look,path=$dir,size=$filesize,entries=$clones,prealloc

        # [look] random reads of 8k, offsets drawn independently; 4 clones
        define process name=look,instances=$clones {
          thread name=worker {
            repeat ($filesize / $iosize) { flowop read name=read,filesetname=look,iosize=$iosize,random }
            flowop finishoncount name=done,value=1
          }
        }

        run
        """,
        good("[global]\nbs=8k\ndirectory=/data\n[look]\nrw=randread\nsize=1m\nnumjobs=4\n"));
  }

  @Test
  void whoOnlyWritesMakesItsFile() {
    String workload = job("rw=write");
    assertHas(workload, "createfile name=create,filesetname=j,fd=1", "write name=write,fd=1,");
    assertFalse(workload.contains("prealloc"), workload);
    assertHas(job("rw=write", "overwrite=1"), "prealloc");
  }

  @Test
  void aSyncFollowsEveryNthWriteButTheLast() {
    assertHas(
        job("rw=write", "fsync=8"),
        "repeat 7 {\n      repeat 8 { flowop write name=write,",
        "flowop fsync name=sync,fd=1",
        "repeat 8 { flowop write name=write-last,");
  }

  @ParameterizedTest
  @CsvSource({
    "io_size=101k, 26",
    "io_size=1m, 256",
    "number_ios=10, 10",
    "number_ios=1000, ($filesize / $iosize)",
    "bs=12k, ($filesize / $iosize)",
    "filesize=16k, ($filesize / $iosize)",
    "nrfiles=5, 60",
  })
  void theAmountIsThatOfFio(String option, String operations) {
    assertHas(job("rw=randread", option), "repeat " + operations + " {");
  }

  @Test
  void mixesHaveTheSharesOfReads() {
    assertHas(job("rw=randrw", "rwmixread=70"), "70% flowop read", "30% flowop write");
    assertHas(job("rw=rw"), "50% flowop read", "50% flowop write");
    assertHas(job("rw=rw", "rwmixread=30", "rwmixwrite=20"), "80% flowop read");
    String only = job("rw=rw", "rwmixread=100");
    assertFalse(only.contains("mix {"), only);
  }

  @Test
  void severalSizesAreBoundedByBytes() {
    assertHas(
        job("rw=read", "bssplit=4k/50:16k/:64k/"),
        "50% flowop read name=read-4k,",
        "25% flowop read name=read-16k,",
        "25% flowop read name=read-64k,",
        "finishonbytes name=done,value=256k");
    assertHas(job("bsrange=4k-18k"), "iosize=uniform(min=4k,max=16k,round=4k)");
    assertHas(job("rw=rw", "bs=4k,8k"), "read,filesetname=j,iosize=4k", "iosize=8k");
  }

  @Test
  void jobsBehindAStonewallRunLater() {
    String workload =
        good("[global]\nsize=64k\n[a]\n[b]\nrw=randread\n[c]\nstonewall\nnumjobs=3\n");
    assertHas(
        workload,
        "instances=$clones_a",
        "# [a] [b]\nset $clones_a=1\nset $clones_b=1\nset $clones_c=0\nrun\n",
        "# [c]\nset $clones_a=0\nset $clones_b=0\nset $clones_c=3\nrun\n");
  }

  @Test
  void timeBasedJobsGoOnUntilTheRunEnds() {
    String workload = job("rw=randread", "time_based", "runtime=2m", "ramp_time=1500ms");
    assertHas(workload, "param $runtime=120s", "run { warmup 1500ms  measure $runtime }");
    assertFalse(workload.contains("finish"), workload);
    assertFalse(workload.contains("alldone"), workload);
  }

  @Test
  void jobsThatNameOneFileShareIt() {
    String workload = good("[global]\nsize=64k\nfilename=data/x\n[a]\nrw=write\n[b]\n");
    assertHas(workload, "define file name=x,path=$dir/data,size=$filesize,prealloc");
    assertEquals(1, workload.split("define file", -1).length - 1, workload);
  }

  @Test
  void clonesWithSeveralFilesHaveProcessesOfTheirOwn() {
    String workload = job("nrfiles=2", "numjobs=2");
    assertHas(workload, "process name=j-1 {", "process name=j-2 {", "filesetname=j-2,opennext");
  }

  @Test
  void skewAndThinkTimeAndFlagsBecomeAttributes() {
    assertHas(job("rw=randread", "random_distribution=zipf:1.2"), "offset=zipf(theta=1.2)");
    assertHas(job("rw=randread", "percentage_random=30"), "30% flowop read name=read-random");
    assertHas(job("thinktime=500"), "think=500us");
    assertHas(job("thinktime=1s", "thinktime_blocks=3"), "repeat 21 {", "read-think,", "think=1s");
    assertHas(
        job("direct=1", "sync=1", "nice=5", "prio=3"), "directio,dsync", "nice=5", "ioprio=3");
  }

  @Test
  void namesArePutIntoTheLanguagesWords() {
    String workload = good("[my job]\nsize=64k\n[my-job]\nsize=64k\n[4k]\nsize=64k\n");
    assertHas(workload, "process name=my-job {", "name=my-job-2 {", "name=job-4k {");
    assertHas(good("[a]\nsize=64k\ndirectory=/my data\n"), "set $dir=\"/my data\"");
  }

  @ParameterizedTest
  @CsvSource({"64k, 64k", "64KB, 64k", "0x10000, 64k", "64kib, 64000", "65536, 64k", "010, 10"})
  void sizesAreReadAsFioDoes(String size, String bytes) {
    assertHas(good("[a]\nbs=1\nsize=" + size + "\n"), "$filesize=" + bytes + ",");
  }

  @Test
  void withBase1000TheShortUnitsAreDecimal() {
    assertHas(good("[a]\nsize=64k\nbs=1k\nkb_base=1000\n"), "$filesize=64000,", "$iosize=1000,");
    assertHas(good("[a]\nsize=64KiB\nkb_base=1000\n"), "$filesize=64k,");
  }

  @Test
  void variablesOfTheEnvironmentAreExpanded() {
    assertHas(good("[a]\nsize=64k\nbs=${BLOCK}\n"), "$iosize=16k");
    assertTrue(said().contains("IMPORT_DIFFERS 3:4: ${BLOCK} is '16k' now"), said());
  }

  @Test
  void whatHasNoEffectIsNoted() {
    job("group_reporting", "write_bw_log=x", "randrepeat=0");
    assertEquals(
        """
        WITHOUT_EFFECT 3:1: 'group_reporting' changes no operation
        WITHOUT_EFFECT 4:1: 'write_bw_log' changes no operation
        WITHOUT_EFFECT 5:1: 'randrepeat' changes no operation\
        """,
        said());
  }

  @Test
  void laterSettingsWinAndGlobalOnesAreForWhatFollows() {
    String workload =
        good("[global]\nsize=64k\nbs=4k\n[a]\nbs=8k\nbs=16k\n[global]\nbs=32k\n[b]\n");
    assertHas(workload, "filesetname=a,iosize=16k", "filesetname=b,iosize=32k");
  }

  @Test
  void commentsAreNoPartOfValues() {
    assertHas(good("; a\n# b\n[a] ; c\n size=64k # d\n\tbs=8k ;e\n"), "$iosize=8k", "=64k,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"libaio", "io_uring", "posixaio"})
  void depthsOfAsynchronousEnginesBecomeIodepth(String engine) {
    String queue = "ioengine=" + engine;
    assertHas(job("rw=randread", "iodepth=32", queue), "random,iodepth=32");
    String mixed = job("rw=randrw", "rwmixread=75", "iodepth=32", queue);
    assertHas(mixed, "flowop read", "iodepth=24", "flowop write", "iodepth=8");
    assertFalse(job("rw=randread", "iodepth=1", queue).contains("iodepth"));
    assertFalse(job("rw=randread", "iodepth=8", "ioengine=psync").contains("iodepth"));
  }

  @Test
  void unknownOptionsAreNamedWithTheNearest() {
    Diagnostic d = error("[a]\nsize=64k\niodepht=1\n");
    assertEquals(Code.IMPORT_OPTION, d.code());
    assertEquals(" 3:1", place(d));
    assertTrue(d.message().endsWith("did you mean 'iodepth'?"), d.message());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rw=trim",
        "rw=randread:8",
        "ioengine=rdma",
        "ioengine=libaio\niodepth=4\nrw=randread\npercentage_random=50",
        "ioengine=libaio\niodepth=4\nbssplit=4k/50:8k/50",
        "size=50%",
        "verify=md5",
        "rate_iops=100",
        "sync=dsync",
        "rw=rw\nfsync=4",
        "rw=randread\nrandom_distribution=zoned:50/10:50/90",
        "file_service_type=zipf:1.1\nnrfiles=2",
        "file_service_type=random\nnrfiles=2",
        "nrfiles=1000",
        "filename=/dev/sda",
        "ramp_time=1",
        "startdelay=1\ntime_based\nruntime=1",
        "bs=1m",
        "wait_for=b",
        "include other.fio",
        "numjobs=$ncpus",
        "exec_prerun=ls",
      })
  void whatCantBeExpressedIsAnErrorWithARemedy(String options) {
    Diagnostic d = error("[a]\nsize=64k\n" + options + "\n");
    assertEquals(Code.IMPORT_UNSUPPORTED, d.code(), this::said);
    assertNotNull(d.help(), d.message());
    assertNotNull(d.span(), d.message());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rw=raed",
        "direct=yes",
        "size=64x",
        "size=",
        "bs=0",
        "numjobs=0",
        "size=99999999999g",
        "runtime=1y",
        "rwmixread=120\nrw=rw",
        "bssplit=4k/50:8k/60",
        "bsrange=4k",
        "time_based",
        "random_distribution=zipf\nrw=randread",
        "random_distribution=pareto:3\nrw=randread",
        "nice=99",
      })
  void badValuesAreNamed(String options) {
    Diagnostic d = error("[a]\nsize=64k\n" + options + "\n");
    assertEquals(Code.IMPORT_VALUE, d.code(), this::said);
    assertNotNull(d.help(), d.message());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rw=read\n[a]\nsize=4k", "[a\nsize=4k", "[]\n", "[a]\nsize= 4k", "[a]\n?\n"})
  void linesThatFioCantReadAreNamed(String text) {
    assertNull(convert(text));
    assertTrue(said().contains("IMPORT_SYNTAX"), said());
  }

  @Test
  void aJobNeedsASizeAndAFileAJob() {
    assertEquals(Code.IMPORT_VALUE, error("[a]\nrw=read\n").code());
  }

  @Test
  void aFileWithoutJobsIsAnError() {
    assertEquals(Code.NOTHING_TO_RUN, error("[global]\nsize=4k\n").code());
  }

  @Test
  void jobsOfOneRunMustEndTogether() {
    Diagnostic d = error("[global]\nsize=64k\n[a]\nruntime=1\n[b]\nruntime=2\n");
    assertEquals(" 5:1", place(d));
  }

  @Test
  void jobsOfDifferentRunsMayEndAtDifferentTimes() {
    good("[global]\nsize=64k\n[a]\nruntime=1\n[b]\nstonewall\nruntime=2\n");
  }

  @Test
  void aGlobalErrorIsSaidOnce() {
    assertEquals(" 2:1", place(error("[global]\nverify=md5\nsize=4k\n[a]\n[b]\n")));
  }
}
