package wml.grammar.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wml.grammar.diagnostic.Diagnostics;
import wml.grammar.syntax.SourceText;

final class FormatterTest {
  private static String format(String text) {
    Optional<String> formatted = Formatter.format(new SourceText("test.wml", text));
    assertTrue(formatted.isPresent(), text);
    Optional<String> again = Formatter.format(new SourceText("test.wml", formatted.get()));
    assertEquals(formatted, again, "formatting twice");
    return formatted.get();
  }

  @Test
  void statementsStandOnLinesOfTheirOwnAndBlocksAreIndented() {
    assertEquals(
        """
        set $dir=/tmp
        set $n=100

        define process name=p,instances=1 {
          thread name=t {
            flowop read name=r,filesetname=x
            flowop closefile name=c
          }
        }
        run 10
        """,
        format(
            """


            set   $dir =  /tmp set $n = 100



            define process name = p , instances = 1
            {

            \tthread name=t {
            flowop read name=r ,filesetname=x flowop closefile name=c } }
            run 10


            """));
  }

  @Test
  void commentsStayOnTheirLines() {
    assertEquals(
        """
        # about the file

        define process name=p {  # of the block
          # of the thread
          thread name=t {
            # of the step
            flowop read name=r  # behind the step

            # at the end of the thread
          }  # of its end
          # at the end of the process
        }
        # at the end of the file
        """,
        format(
            """
            # about the file

            define process name=p { # of the block
              # of the thread
              thread name=t {
                   # of the step
                 flowop read name=r # behind the step

                 # at the end of the thread

              } # of its end
              # at the end of the process
            }
              # at the end of the file
            """));
  }

  @Test
  void commentsInsideStatementsStayBehindTheirTokens() {
    assertEquals(
        """
        define fileset name=x,  # its name
            # where
            path=/tmp,size=1k  # how large
        define process name=p  # a process
        {
          thread name=t { flowop read name=r }
        }
        """,
        format(
            """
            define fileset name=x, # its name
            # where
              path=/tmp,
              size=1k # how large
            define process name=p # a process
            { thread name=t { flowop read name=r } }
            """));
  }

  @Test
  void neighboursCommentsStandUnderEachOther() {
    assertEquals(
        """
        set $a=1        # one
        set $longer=22  # two
        set $x=3

        set $b=4  # apart
        """,
        format("set $a=1 # one\nset $longer=22   # two\nset $x=3\n\nset $b=4 # apart\n"));
  }

  @Test
  void commentsInAColumnStayInIt() {
    String text = "set $a=1           # one\nset $longer=22     # two\n";
    assertEquals(text, format(text));
    assertEquals("set $a=1        # one\n", format("set $a=1\t# one\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run { warmup 5s  ramp 2s  measure 30s  cooldown 1s }\n",
        "run {\n  warmup 5s\n  measure 30s  # what counts\n}\n",
        "sweep $iosize in 4k to 64k by *2, $threads in 1, 4 {\n  run 5\n}\n",
        "foreach $threads in 1, 2, 4 {\n  run 10\n}\n",
        "assert p99(get) < 5ms and errors(all) == 0\n",
        "set $dir=env(SCRATCH, \"/tmp\")\n",
        "set $x=max($a - 1, 2) * -$b + (3 % 2)\n",
        "set $x=- 5\nset $y=-5\nset $z=-(1 + 2)\n",
        "target posix(root=$dir,direct=true)\n",
        "param $iosize=8k,type=size,min=512,doc=\"bytes of one read\"\n",
        "define fileset name=data,size=lognormal(median=16k,sigma=1),prealloc\n",
        "define flowop name=f, $size=1k, $n\n",
        "set $x=uniform(1k, 16k, round=1k)\n",
        "eventgen rate=$eventrate\nenable multi master=a,client=b\n",
        "psrun -10 60\nset mode quit timeout\nlist fileset\n",
        "set $v.mean=10\nset $half=$n/2\necho \"a\n  b\"\n",
        "define process name=p {}\n",
        "# nothing but a comment\n",
        "",
      })
  void textsInTheStyleStayAsTheyAre(String text) {
    assertEquals(text, format(text));
  }

  @Test
  void branchesChancesAndRepeatsKeepShortBlocksOnALine() {
    String text =
        """
        define process name=p {
          thread name=t {
            mix {
              70% flowop read name=get,think=exponential(mean=1ms)
              $w% flowop statfile name=look
              10 % { flowop openfile name=o,fd=1  flowop closefile name=c,fd=1 }
            }
            chance 1% flowop fsyncset name=flush
            repeat 3 { flowop statfile name=again }
            repeat ($n + 1) {
              flowop statfile name=more
            }
          }
        }
        """;
    assertEquals(text, format(text));
  }

  @Test
  void metricsOfAGateHaveALineEach() {
    assertEquals(
        """
        run 10
        gate {
          # first
          iops(all)
          p99(read), tolerance=10%, floor=5%  # the tail
          iops(write) / iops(read), better=more
          mean(an_operation_with_a_long_name) / mean(another_operation_with_a_longer_name), better=less,
              warn
        }
        gate { iops(all), warn  p99(all) }
        """,
        format(
            """
            run 10 gate {
            # first
            iops( all ) p99(read),tolerance = 10%,
              floor=5% # the tail
            iops(write)   / iops(read),better=more
            mean(an_operation_with_a_long_name) / mean(another_operation_with_a_longer_name), better=less,warn
            }
            gate { iops(all),warn p99(all) }
            """));
  }

  @Test
  void blocksWithBlocksOrWithoutRoomAreUnfolded() {
    assertEquals(
        """
        repeat 2 {
          repeat 3 { run 1 }
        }
        repeat 2 {
          system "a long command, a long command, a long command"
          system "a long command, a long command"
        }
        """,
        format(
            """
            repeat 2 { repeat 3 {run 1} }
            repeat 2 { system "a long command, a long command, a long command" \
            system "a long command, a long command" }
            """));
  }

  @Test
  void longListsGoOnIndentedBelow() {
    assertEquals(
        """
        define fileset name=bigfileset,path=$dir,size=$filesize,entries=$nfiles,dirwidth=$meandirwidth,
            prealloc=80
        set $x=randvar(type=gamma,mean=16384,gamma=1500,min=1000000000,max=100000000000000,round=100000,
            randsrc=urandom)
        assert p99(operation_with_a_long_name) < 5ms and p99.9(operation_with_a_long_name) < 50ms
            and errors(all) == 0
        """,
        format(
            """
            define fileset name=bigfileset,path=$dir,size=$filesize,entries=$nfiles,\
            dirwidth=$meandirwidth,prealloc=80
            set $x=randvar(type=gamma,mean=16384,gamma=1500,min=1000000000,max=100000000000000,\
            round=100000,randsrc=urandom)
            assert p99(operation_with_a_long_name) < 5ms and p99.9(operation_with_a_long_name) < 50ms \
            and errors(all) == 0
            """));
  }

  @Test
  void tablesKeepTheLinesOfTheirRows() {
    String text =
        """
        set $iosize=randvar(type=tabular,min=1k,randtable={
          {50,1k,4k},{30,4k,8k},  # small
          # large
          {15,8k,16k},{5,16k,32k}
        },round=1k)
        set $small=randvar(type=tabular,randtable={{50,1k,4k},{50,4k,8k}})
        """;
    assertEquals(text, format(text));
  }

  @Test
  void tablesWithoutRoomStandBelow() {
    assertEquals(
        """
        set $iosize=randvar(type=tabular,min=1k,round=1k,randtable={
          {10,1k,4k},{10,4k,8k},{10,8k,16k},{10,16k,32k},{10,32k,64k},{10,64k,128k},{10,128k,256k},
          {30,256k,512k}
        })
        """,
        format(
            "set $iosize=randvar(type=tabular,min=1k,round=1k,randtable={{10,1k,4k},{10,4k,8k},"
                + "{10,8k,16k},{10,16k,32k},{10,32k,64k},{10,64k,128k},{10,128k,256k},"
                + "{30,256k,512k}})"));
  }

  @Test
  void linesEndWithLineFeedsAndMarksOfTheByteOrderGo() {
    assertEquals(
        "set $a=\"grün 🐟\"  # 木\nrun 1\n", format("\uFEFFset $a=\"grün 🐟\" # 木 \t\r\nrun 1\r\n"));
    assertEquals("run 1\nrun 2\n", format("run 1\rrun 2"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"set $a=", "define process {", "frobnicate 1", "run 5 }", "set $x=\"a", "f a b=1"})
  void textsWithErrorsAreLeftAlone(String text) {
    Diagnostics diagnostics = new Diagnostics();
    assertEquals(
        Optional.empty(), Formatter.format(new SourceText("test.wml", text), diagnostics), text);
    assertTrue(diagnostics.hasErrors(), text);
  }
}
