package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Virtual machines through the real command: on a file system, in the result, in the table. */
final class VirtualMachineTest {
  private static final Path COMPARE =
      WmlProcess.LAUNCHER.resolveSibling("workloads/vm/compare.wml");

  private static Object[] arguments(String command, Path data, Object... more) {
    Object[] all = new Object[12 + more.length];
    Object[] first = {
      command,
      COMPARE,
      "--dir",
      data,
      "-D",
      "nfiles=10",
      "-D",
      "filesize=16k",
      "-D",
      "iosize=2k",
      "-D",
      "nthreads=4"
    };
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  @Test
  void onePhysicalClientAndTenMachinesAddUp() throws IOException {
    try (Scratch scratch = Scratch.create()) {
      Path data = scratch.path("data");
      Path json = scratch.path("result.json");
      WmlProcess.Outcome outcome =
          WmlProcess.run(scratch.root(), arguments("run", data, "--runtime", "3s", "--json", json));
      assertEquals(0, outcome.status(), outcome::toString);
      Result result = Result.read(json);
      long machines = 0;
      long recorded = 0;
      for (JsonNode guest : result.json().path("guests")) {
        JsonNode own = guest.path("flowops").get(0);
        assertEquals(guest.path("machine").asText(), own.path("machine").asText());
        assertTrue(own.path("ops").asLong() > 0, own::toString);
        machines += own.path("ops").asLong();
        recorded += count(own.path("histogram_ns"));
      }
      assertEquals(10, result.json().path("guests").size());
      JsonNode physical = result.json().path("flowops").get(0);
      JsonNode virtual = result.json().path("flowops").get(1);
      assertEquals("", physical.path("machine").asText());
      assertEquals("hpv/win", virtual.path("machine").asText());
      assertEquals(virtual.path("ops").asLong(), machines);
      assertEquals(count(virtual.path("histogram_ns")), recorded);
      assertEquals(result.totalOps(), machines + physical.path("ops").asLong());
      assertTrue(outcome.out().contains("physical client"), outcome::out);
      assertTrue(outcome.out().contains("hpv#1/win#4"), outcome::out);
      assertTrue(outcome.out().contains("fairness"), outcome::out);
    }
  }

  private static long count(JsonNode histogram) {
    long count = 0;
    for (JsonNode bucket : histogram) {
      count += bucket.get(2).asLong();
    }
    return count;
  }

  @Test
  void everyMachineHasATreeAndAManifestOfItsOwn() throws IOException {
    try (Scratch scratch = Scratch.create()) {
      Path data = scratch.path("data");
      for (int i = 0; i < 2; i++) { // the second run finds its own trees and takes them over
        WmlProcess.Outcome outcome =
            WmlProcess.run(scratch.root(), arguments("run", data, "--runtime", "1s"));
        assertEquals(0, outcome.status(), outcome::toString);
      }
      for (String root : new String[] {"", "hpv#0/win#0/", "hpv#1/win#4/"}) {
        Map<String, Long> tree = Scratch.tree(data.resolve(root + "data"));
        assertEquals(10, tree.values().stream().filter(size -> size == 16384).count(), root);
        assertTrue(Files.exists(data.resolve(root + ".wml/data.manifest")), root);
      }
    }
  }

  @Test
  void machinesOpenTheirOwnFilesAlone() throws IOException {
    try (Scratch scratch = Scratch.create()) {
      String text =
          """
          define fileset name=data,path=/d,size=4k,entries=50,dirwidth=10,prealloc
          define hypervisor name=h,type=kvm {
            define vm name=eats,type=linux {
              define process name=p { thread name=t { flowop deletefile name=del,filesetname=data } }
            }
            define vm name=keeps,type=linux {
              define process name=p { thread name=t { flowop statfile name=look,filesetname=data
                                                      flowop opslimit name=pace } }
            }
          }
          eventgen rate=200
          set mode quit alldone
          run 1
          """;
      Result result = scratch.run(text);
      assertEquals(50, result.ops("del"));
      assertNotEquals(0, result.ops("look"));
      Path d = scratch.path("data").resolve("d/h#0");
      assertEquals(0, files(d.resolve("eats#0/data")));
      assertEquals(50, files(d.resolve("keeps#0/data")));
      assertTrue(Files.notExists(scratch.path("data").resolve("d/data")));
    }
  }

  private static long files(Path tree) throws IOException {
    return Scratch.tree(tree).values().stream().filter(size -> size >= 0).count();
  }

  @Test
  void explainShowsTheHierarchyOnce() throws IOException {
    try (Scratch scratch = Scratch.create()) {
      WmlProcess.Outcome outcome =
          WmlProcess.run(scratch.root(), arguments("explain", scratch.path("data")));
      assertEquals(0, outcome.status(), outcome::toString);
      assertTrue(outcome.out().contains("(10 in all)"), outcome::out);
      assertEquals(1, outcome.out().lines().filter(l -> l.contains("vm win")).count());
      assertTrue(outcome.out().contains("10 copies, 1.56 MiB in all"), outcome::out);
      assertTrue(outcome.out().contains("profiles of hypervisors"), outcome::out);
    }
  }
}
