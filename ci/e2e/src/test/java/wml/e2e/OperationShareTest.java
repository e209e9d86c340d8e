package wml.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wml.e2e.Scratch.Place;

/** Each flowop's share of the operations is its share of its thread's loop. */
class OperationShareTest {
  private static final int THREADS = 4;

  @ParameterizedTest
  @EnumSource(Place.class)
  void ofAMixOfReadsWritesAndFileOperations(Place place) throws IOException {
    try (Scratch scratch = Scratch.on(place)) {
      Result result =
          scratch.run(
              """
              define fileset name=data,path=/d,entries=200,dirwidth=10,size=16k,prealloc=80
              define process name=p,instances=2 {
                thread name=t,instances=2 {
                  flowop deletefile name=delete1,filesetname=data
                  flowop createfile name=create1,filesetname=data,fd=1
                  flowop appendfilerand name=append5,iosize=4k,fd=1,iters=5
                  flowop closefile name=close1,fd=1
                  flowop openfile name=open1,filesetname=data,fd=1
                  flowop readwholefile name=whole2,iosize=1m,fd=1,iters=2
                  flowop closefile name=shut1,fd=1
                  flowop statfile name=stat3,filesetname=data,iters=3
                }
              }
              run 1
              """);
      double loops = result.ops("delete1");
      assertTrue(loops > 100, result.json()::toString);
      result
          .json()
          .path("flowops")
          .forEach(
              flowop -> {
                String name = flowop.path("name").asText();
                int share = name.charAt(name.length() - 1) - '0';
                assertEquals(share * loops, flowop.path("ops").asDouble(), share * THREADS, name);
              });
    }
  }
}
