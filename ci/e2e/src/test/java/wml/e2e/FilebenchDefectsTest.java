package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wml.e2e.Scratch.Place;
import wml.e2e.WmlProcess.Outcome;

/**
 * What Filebench does wrong, by the numbers D1 to D17 under which it was found, and what a run does
 * instead. D4 and D5 are in {@link RandomSequenceTest}.
 */
@SuppressWarnings("NullAway.Init") // JUnit calls open() first
class FilebenchDefectsTest {
  private static final int BLOCK = 4096;

  private Scratch scratch;

  @BeforeEach
  void open() throws IOException {
    scratch = Scratch.create();
  }

  @AfterEach
  void close() throws IOException {
    scratch.close();
  }

  private Outcome wml(Object... arguments) throws IOException {
    return WmlProcess.run(scratch.root(), arguments);
  }

  @Test
  void d1AnErrorIsSeenBeforeAnythingIsDone() throws IOException {
    Path file =
        scratch.workload(
            "bad.wml",
            """
            echo "prefix"
            system "touch %s"
            define fileset name=data,path=/d,entries=5,dirwidth=5,prealloc
            create files
            define process name=p { thread name=t { flowop nonsense name=n } }
            run 1
            """
                .formatted(scratch.path("touched")));
    Outcome outcome = wml("run", file, "--dir", scratch.path("d"));
    assertEquals(2, outcome.status(), outcome::toString);
    assertEquals("", outcome.out());
    assertTrue(outcome.err().contains("bad.wml:5:"), outcome::toString);
    assertFalse(Files.exists(scratch.path("touched")));
    assertFalse(Files.exists(scratch.path("d")));
  }

  @Test
  void d1AnAbortedRunIsNotASuccess() throws IOException {
    String text =
        """
        define fileset name=data,path=/d,entries=5,dirwidth=5,prealloc
        define process name=p { thread name=t {
          flowop openfile name=once,filesetname=data,fd=1
          flowop openfile name=twice,filesetname=data,fd=1
        } }
        run 1
        """;
    Result result = scratch.attempt(3, text);
    assertFalse(result.valid());
    assertTrue(result.problems().contains("test.wml:4:3: flowop 'twice'"), result.problems());
    Outcome shown =
        wml("run", scratch.path("test.wml"), "--dir", scratch.path("d"), "--format", "filebench");
    assertEquals(3, shown.status(), shown::toString);
    assertTrue(shown.out().contains("NO VALID RESULTS"), shown::toString);
  }

  @Test
  void d1ARunWithoutAnyOperationIsNotASuccess() throws IOException {
    Result result =
        scratch.attempt(
            3, "define process name=p { thread name=t { flowop delay name=d,value=5 } }\nrun 1");
    assertFalse(result.valid());
    assertTrue(result.problems().contains("nothing was measured"), result.problems());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"finishoncount name=end,value=1000", "finishonbytes name=end,value=4000k"})
  void d2AFinishCountsRealOperationsInTheDefaultMode(String finish) throws IOException {
    Result result =
        scratch.run(
            """
            define fileset name=data,path=/d,entries=5,dirwidth=5,size=64k,prealloc
            define process name=p { thread name=t {
              flowop hog name=h,value=10
              flowop read name=r,filesetname=data,iosize=4k,random
              flowop %s
            } }
            run 20
            """
                .formatted(finish));
    assertEquals(1000, result.ops("r"));
    assertEquals(4096 * 1000, result.bytes("r"));
    assertTrue(result.seconds() < 5);
  }

  @Test
  void d3ACompositeUsesItsArguments() throws IOException {
    Path file =
        scratch.workload(
            "a.wml",
            """
            set $dir=/d
            define fileset name=data,path=$dir,entries=5,dirwidth=5,size=64k,prealloc
            define flowop name=burst, $io=4k, $count {
              flowop read name=inner,filesetname=data,iosize=$io,iters=$count,random
            }
            define process name=p { thread name=t {
              flowop burst name=big,$io=16k,$count=3
              flowop burst name=small,$count=1,iters=2
            } }
            echo "in $dir"
            run 1
            """);
    Outcome outcome = wml("run", file, "--target", "memory", "--json", scratch.path("r.json"));
    assertEquals(0, outcome.status(), outcome::toString);
    assertTrue(outcome.out().contains("in /d"), outcome::toString);
    Result result = Result.read(scratch.path("r.json"));
    assertEquals(16384 * result.ops("big.inner"), result.bytes("big.inner"));
    assertEquals(4096 * result.ops("small.inner"), result.bytes("small.inner"));
    assertEquals(1.5, (double) result.ops("big.inner") / result.ops("small.inner"), 0.01);
  }

  @Test
  void d6ASequentialWriteStaysWithinTheFile() throws IOException {
    String text =
        """
        define fileset name=data,path=/d,entries=1,dirwidth=1,size=1m,prealloc
        define process name=p { thread name=t {
          flowop write name=w,filesetname=data,iosize=64k
          flowop finishoncount name=f,value=40,target=w
        } }
        run 10
        """;
    Result result = scratch.run(text);
    assertEquals(40 * 65536, result.bytes("w"));
    assertEquals(1 << 20, onlyFile());
    scratch.run(text.replace("iosize=64k", "iosize=64k,workingset=256k"));
    assertEquals(1 << 20, onlyFile());
    scratch.run(text, "--compat");
    assertEquals(40 * 65536, onlyFile(), "Filebench goes on for ever");
  }

  private long onlyFile() throws IOException {
    return Scratch.tree(scratch.path("data")).values().stream()
        .mapToLong(Long::longValue)
        .filter(size -> size >= 0)
        .sum();
  }

  @Test
  void d7AWholeFileCopyHasTheSizeOfItsSource() throws IOException {
    String text =
        """
        define fileset name=from,path=/d,entries=1,dirwidth=1,size=10k,prealloc
        define fileset name=to,path=/d,entries=1,dirwidth=1,size=0
        define process name=p { thread name=t {
          flowop openfile name=o,filesetname=from,fd=1
          flowop createfile name=c,filesetname=to,fd=2
          flowop writewholefile name=w,fd=2,srcfd=1,iosize=4k
          flowop closefile name=c1,fd=1
          flowop closefile name=c2,fd=2
          flowop finishoncount name=f,value=1,target=w
        } }
        run 10
        """;
    assertEquals(10240, scratch.run(text).bytes("w"));
    assertEquals(20480, onlyFile());
    assertEquals(12288, scratch.run(text, "--compat").bytes("w"), "Filebench rounds up");
  }

  @Test
  void d8TheEndOfAFileIsNoOperationOfASequentialRead() throws IOException {
    String text =
        """
        define fileset name=data,path=/d,entries=1,dirwidth=1,size=10k,prealloc
        define process name=p { thread name=t {
          flowop read name=r,filesetname=data,iosize=4k
          flowop finishoncount name=f,value=12,target=r
        } }
        run 10
        """;
    assertEquals(4 * 10240, scratch.run(text).bytes("r"), "three reads per pass");
    assertEquals(3 * 10240, scratch.run(text, "--compat").bytes("r"), "and an empty one");
  }

  @Test
  void d9ATabularVariableIsNotDistorted() throws IOException {
    Path file =
        scratch.workload(
            "a.wml",
            """
            set $v=randvar(type=tabular,round=1,randtable={{100,10,20}})
            define process name=p { thread name=t {
              flowop testrandvar name=v,value=$v
              flowop finishoncount name=f,value=10000,target=v
            } }
            run 10
            """);
    Outcome outcome = wml("run", file, "--target", "null");
    String all = outcome.out() + outcome.err();
    Matcher matcher =
        Pattern.compile("mean ([0-9.]+).*?([0-9.]+)\\D*$", Pattern.MULTILINE).matcher(all);
    double mean = 0;
    double variation = 0;
    while (matcher.find()) {
      mean = Double.parseDouble(matcher.group(1));
      variation = Double.parseDouble(matcher.group(2));
    }
    assertEquals(15, mean, 0.3, outcome::toString);
    assertEquals(0.19, variation, 0.02, outcome::toString);
    assertFalse(all.contains("warning"), outcome::toString);
  }

  @Test
  void d10SevenHundredFlowopsRun() throws IOException {
    StringBuilder text =
        new StringBuilder(
                "define fileset name=data,path=/d,entries=5,dirwidth=5,size=8k,prealloc\n")
            .append("define process name=p { thread name=t {\n");
    for (int i = 0; i < 700; i++) {
      text.append("flowop read name=r").append(i).append(",filesetname=data,iosize=4k,random\n");
    }
    Result result = scratch.run(text.append("} }\nrun 1\n").toString());
    assertEquals(700, result.json().path("flowops").size());
    for (int i = 0; i < 700; i++) {
      assertEquals((double) result.ops("r0"), (double) result.ops("r" + i), 1, "r" + i);
    }
  }

  @Test
  void d10AnImpossibleSlotIsAnError() throws IOException {
    Path file =
        scratch.workload(
            "a.wml",
            """
            define fileset name=data,path=/d,entries=5,dirwidth=5,size=8k,prealloc
            define process name=p { thread name=t {
              flowop openfile name=o,filesetname=data,fd=100000
            } }
            run 1
            """);
    Outcome outcome = wml("run", file, "--dir", scratch.path("d"));
    assertEquals(2, outcome.status(), outcome::toString);
    assertTrue(outcome.err().contains("a.wml:3:"), outcome::toString);
    assertTrue(outcome.err().contains("fd"), outcome::toString);
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void d11NeighboursOfATreeSurvive(Place place) throws IOException {
    try (Scratch other = Scratch.on(place)) {
      Path precious = Files.writeString(other.directory("fb").resolve("precious"), "data");
      Path quoted = Files.writeString(other.directory("l").resolve("precious"), "data");
      for (String name : List.of("fb l", "it's \"fb\" $HOME; `touch x`", "fb\\ l", "-rf")) {
        Path file =
            other.workload(
                "a.wml",
                """
                set $dir=/tmp
                define fileset name=data,path=$dir,entries=30,dirwidth=5,size=1k,prealloc
                define process name=p { thread name=t { flowop statfile name=s,filesetname=data } }
                run 1
                """);
        for (int i = 0; i < 2; i++) { // the second run removes the tree of the first
          Outcome outcome =
              WmlProcess.run(other.root(), "run", file, "--dir", "./" + name, "--runtime", "0.1s");
          assertEquals(0, outcome.status(), outcome::toString);
        }
        long files =
            Scratch.tree(other.path(name)).values().stream().filter(size -> size == 1024).count();
        assertEquals(30, files, name);
        assertEquals("data", Files.readString(precious), name);
        assertEquals("data", Files.readString(quoted), name);
        assertFalse(Files.exists(other.path("x")), name);
      }
    }
  }

  @Test
  void d12FilesOfAnyEditorRun() throws IOException {
    Result result =
        scratch.run(
            """
            set $n=20
            set $d="/top"
            define fileset name="file",path="$d/sub dir",entries=$n,dirwidth=5,size=4KB,prealloc
            define process name="run",instances=1 {
              thread name="thread",memsize=1M,instances=1 {
                flowop read name="read",filesetname="file",iosize=2K,random
              }
            }
            run 1
            """
                .replace("\n", "\r\n"));
    assertEquals(2048 * result.ops("read"), result.bytes("read"));
    assertTrue(Files.isDirectory(scratch.path("data/top/sub dir/file")));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void d13WrittenDataCanBeNeitherCompressedNorShared(Place place) throws IOException {
    try (Scratch other = Scratch.on(place)) {
      other.run(
          """
          define fileset name=data,path=/d,entries=2,dirwidth=2,size=4m,prealloc
          define fileset name=grown,path=/d,entries=20,dirwidth=20,size=0,prealloc
          define process name=p,instances=2 { thread name=t {
            flowop write name=w,filesetname=data,iosize=8k,random,iters=50
            flowop openfile name=o,filesetname=grown,fd=1
            flowop appendfile name=a,iosize=16k,fd=1,iters=3
            flowop closefile name=c,fd=1
            flowop finishoncount name=f,value=30,target=a
          } }
          run 10
          """);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (String name : Scratch.tree(other.path("data")).keySet()) {
        Path file = other.path("data").resolve(name);
        if (Files.isRegularFile(file)) {
          all.write(Files.readAllBytes(file));
        }
      }
      byte[] bytes = all.toByteArray();
      assertTrue(bytes.length > 9_000_000, "" + bytes.length);
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(bytes);
      }
      assertTrue(packed.size() >= 0.95 * bytes.length, packed.size() + " of " + bytes.length);
      Set<ByteBuffer> blocks = new HashSet<>();
      for (int at = 0; at + BLOCK <= bytes.length; at += BLOCK) {
        assertTrue(
            blocks.add(ByteBuffer.wrap(Arrays.copyOfRange(bytes, at, at + BLOCK))),
            "two equal blocks");
      }
    }
  }

  @Test
  void d14CreatingAFileIsOneSystemCall() throws IOException {
    Path file =
        scratch.workload(
            "a.wml",
            """
            define fileset name=data,path=/d,entries=100,dirwidth=10,size=0
            define process name=p { thread name=t {
              flowop createfile name=make,filesetname=data,fd=1
              flowop closefile name=c,fd=1
              flowop finishoncount name=f,value=100,target=make
            } }
            run 10
            """);
    List<String> calls =
        SystemCalls.trace(scratch, "%file", file, "--dir", scratch.path("d"))
            .byThread()
            .getOrDefault("p#0/t#0", List.of());
    List<String> ours =
        calls.stream().filter(c -> c.contains("openat") && c.contains("O_CREAT")).toList();
    assertTrue(ours.size() >= 100, calls::toString);
    List<String> between =
        calls.subList(calls.indexOf(ours.getFirst()), calls.indexOf(ours.getLast())).stream()
            .filter(call -> call.contains("stat") || call.contains("access"))
            .toList();
    assertEquals(List.of(), between, "asked for attributes between the creations");
  }

  @Test
  void d15FlowopsOfOneNameHaveLinesOfTheirOwn() throws IOException {
    Result result =
        scratch.run(
            """
            define fileset name=data,path=/d,entries=5,dirwidth=5,size=64k,prealloc
            define process name=p {
              thread name=t {
                flowop read name=same,filesetname=data,iosize=4k,random
                flowop write name=same,filesetname=data,iosize=8k,random
                flowop statfile name=never,filesetname=data,iters=0
              }
              thread name=u { flowop read name=same,filesetname=data,iosize=2k,random }
            }
            run 1
            """);
    JsonNode flowops = result.json().path("flowops");
    assertEquals(4, flowops.size(), flowops::toString);
    int[] sizes = {4096, 8192, 0, 2048};
    for (int i = 0; i < 4; i++) {
      JsonNode flowop = flowops.path(i);
      assertEquals(sizes[i] * flowop.path("ops").asLong(), flowop.path("bytes").asLong());
      JsonNode service = flowop.path("service_ns");
      assertTrue(service.path("min").asDouble() < 1e9, service::toString);
      assertTrue(
          service.path("min").asDouble() <= service.path("mean").asDouble(), service::toString);
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void d16VarmailWithFewFilesAndManyThreadsKeepsRunning(Place place) throws IOException {
    try (Scratch other = Scratch.on(place)) {
      Path varmail = WmlProcess.LAUNCHER.resolveSibling("workloads/classic/varmail.wml");
      for (String size : List.of("1k", "16k")) {
        Outcome outcome =
            WmlProcess.run(
                other.root(),
                "run",
                varmail,
                "--dir",
                other.path("d"),
                "--runtime",
                "3s",
                "--json",
                other.path("r.json"),
                "-D",
                "nfiles=50",
                "-D",
                "nthreads=30",
                "-D",
                "filesize=" + size);
        assertEquals(0, outcome.status(), outcome::toString);
        Result result = Result.read(other.path("r.json"));
        assertTrue(result.valid(), outcome::toString);
        assertEquals(
            1.0, (double) result.ops("deliver") / result.ops("drop"), 0.1, outcome::toString);
      }
    }
  }

  @Test
  void d17ManyFilesetsVariablesAndThreadsAreNoProblem() throws IOException {
    StringBuilder text = new StringBuilder();
    StringBuilder steps = new StringBuilder();
    StringBuilder looks = new StringBuilder(); // all threads at once must not hold files open
    for (int i = 0; i < 60; i++) {
      text.append("set $r%1$d=randvar(type=uniform,min=1,mean=1024)\n".formatted(i))
          .append("set $c%1$d=cvar(type=cvar-normal,parameters=mean:9;sigma:1)\n".formatted(i))
          .append(
              "define fileset name=s%1$d,path=/d,entries=3,dirwidth=3,size=8k,prealloc\n"
                  .formatted(i));
      steps.append("flowop read name=f%1$d,filesetname=s%1$d,iosize=$r%1$d\n".formatted(i));
      looks.append("flowop statfile name=l%1$d,filesetname=s%1$d\n".formatted(i));
    }
    for (int i = 0; i < 1100; i++) {
      text.append("set $x%d=%d\n".formatted(i, i));
    }
    // the single thread starts first: among 1,101 busy ones its turn comes once in seconds
    text.append("define process name=q { thread name=t {\n")
        .append(steps)
        .append("} }\ndefine process name=p,instances=11 { thread name=t,instances=100 {\n")
        .append(looks)
        .append("} }\nrun 3\n");
    Result result = scratch.run(text.toString());
    assertEquals(60, result.json().path("filesets").size());
    assertTrue(result.ops("f59") > 0);
    assertTrue(result.ops("l59") > 0);
  }
}
