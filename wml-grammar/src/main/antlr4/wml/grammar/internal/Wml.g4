/*
 * The workload model language: a superset of Filebench's WML.
 *
 * The grammar holds constructs only. Attributes are data (name = value), so that a new attribute, flowop
 * or entity never touches this file. Keywords are reserved where a statement may start and are
 * ordinary words everywhere else. Newlines are blanks.
 */
grammar Wml;

// The parser starts at statement, so that one bad statement never hides the next ones.

statement
  // Sets a variable.
  // A global variable. Attributes of definitions take the value that it has at the `run` statement, so a later `set`
  // counts for later runs. What `-D name=value` or a sweep sets, `set` does not change.
  //     set $iosize=4k
  //     set $dir=/tmp
  //     set $size=lognormal(median=16k, sigma=1, max=1m)
  //     set $half=($iosize / 2)
  : SET variable '=' expression                                      # setVariable
  // Sets when runs end.
  // `timeout` (default): at their duration, and running out of files is an error. `firstdone`: when the first thread has
  // no work left. `alldone`: when all have none left.
  //     set mode quit alldone
  | SET MODE (QUIT | WORD) modeValue?                                # setMode
  // Declares a parameter.
  // A variable that the outside may set (`-D name=value`), with its type, limits and a line for people. Without a value it
  // must be set. `type=` is one of size, count, number, duration, percent, flag, text.
  //     param $iosize=8k,type=size,min=512,max=1m,doc="bytes of one read"
  | PARAM variable ('=' expression)? (',' attribute | keyedWithoutComma)*  # param
  // Defines an entity.
  // A `file` or `fileset` to work on, a `process` with threads, a composite `flowop`, a `hypervisor` with its `vm`s. Their
  // attributes are listed below.
  //     define fileset name=data,path=/tmp,entries=1000,dirwidth=20,prealloc
  //     define flowop name=twice,$size=4k {
  //       flowop read name=first,filesetname=data,iosize=$size
  //       flowop read name=second,filesetname=data,iosize=$size
  //     }
  //     define hypervisor name=host,type=kvm,instances=2 {
  //       define vm name=guest,type=linux,instances=5 {
  //         define process name=web { thread name=reader { flowop statfile name=look,filesetname=data } }
  //       }
  //     }
  | DEFINE word attributes? block?                                   # definition
  // Defines the threads of a process.
  // A process holds threads. Each repeats its steps until the run ends or its work is done.
  //     define process name=web {
  //       thread name=reader,instances=4 {
  //         flowop read name=get,filesetname=data,iosize=4k,random
  //       }
  //     }
  | THREAD attributes? block?                                        # thread
  // Performs an operation.
  // A step of a thread or composite flowop: one of the [flowops](../flowops/FLOWOPS.md), or a composite one. Results name it
  // by its `name`.
  //     flowop statfile name=look,filesetname=data,think=1ms
  | call                                                             # step
  // Repeats.
  // In a thread: its steps that many times in a row; a random number is drawn anew each time. Outside: its statements.
  //     repeat 10 { flowop statfile name=look,filesetname=data }
  | REPEAT scalar block                                              # repeat
  // Chooses one of several.
  // Takes one branch each time, at random by weight. Weights with a percent sign must add up to 100; without, they are relative.
  //     mix {
  //       70% flowop statfile name=look,filesetname=data
  //       20% flowop readwholefile name=get,filesetname=data
  //       10% {
  //         flowop openfile name=open,filesetname=data,fd=1
  //         flowop closefile name=close,fd=1
  //       }
  //     }
  | MIX '{' branch* '}'                                              # mix
  // Does something now and then.
  // Does its steps with a probability, else nothing.
  //     flowop write name=put,filesetname=data,iosize=4k,random
  //     chance 1% flowop fsyncset name=flush,filesetname=data
  | CHANCE weight steps                                              # chance
  // Runs a matrix.
  // Its statements once per point of the matrix of its variables, the last variable fastest. Every result carries its point.
  // `-D name=value` narrows a variable to one value.
  //     sweep $iosize in 4k to 64k by *2, $threads in 1, 4 {
  //       run 10
  //     }
  | SWEEP axis (','? axis)* block                                    # sweep
  // Old form of sweep.
  // A sweep over one variable, as Filebench 1.4 wrote it.
  //     foreach $n in 1, 2, 4 { run 1 }
  | FOREACH variable IN expression (',' expression)* block           # foreach
  // Runs in phases.
  // A measured run whose time has parts, in the order written: `warmup` and `ramp`, each at most once, then `measure`, then
  // `cooldown` if any. Only operations that started in `measure` are recorded. In `ramp` the threads join one after the
  // other, evenly; after a warm-up, those whose turn has not come rest. What has to be created is created before.
  //     run { warmup 5s  ramp 2s  measure 30s  cooldown 1s }
  | RUN '{' phase* '}'                                               # phasedRun
  // Runs for a time.
  // `run N` measures for N seconds (default 60; without end in the other quit modes). `psrun P N` also tells what was measured
  // every P seconds. `sleep N` pauses.
  //     run 60
  //     psrun 10 60
  //     sleep 2
  | (RUN | PSRUN | SLEEP | WARMUP | DEBUG) (scalar scalar?)?         # timed
  // Asserts a result.
  // A condition about the run before it. If it is false, the command's exit code is 4.
  //     run 10
  //     assert p99(all) < 5ms and errors(all) == 0
  | ASSERT expression                                                # assertion
  // Names the metrics of a gate.
  // What `wml gate` compares of the run before it between a baseline and a candidate: metrics as in `assert`, each with
  // its attributes. At most five of a file are primary ones; the verdict rests on them and on exact ones.
  //     run 10
  //     gate {
  //       iops(all)
  //       p99(all), tolerance=10%, floor=5%
  //       mean(all), warn
  //       p99(all) / p50(all), better=less, warn
  //       syscalls(all)
  //     }
  | GATE '{' gated* '}'                                              # gate
  // Chooses a target.
  // What the runs below it run against. `--target` overrides it.
  //     target memory
  //     target posix
  | TARGET subject ('(' attributes? ')')?                            # target
  // Prints or runs a command.
  // `echo` prints a text with the values of its variables; `system` runs a command of the shell.
  //     echo "reading $iosize"
  //     system "sync"
  | (ECHO | SYSTEM | USAGE | LOG) text                               # printed
  // Creates or includes.
  // `create files` builds all filesets now (a run does it if it has not been done). `include` puts the statements of
  // another file here, found relative to this one.
  //     create files
  //     include "common.wml"
  | (CREATE | LOAD | INCLUDE) subject                                # acted
  // Lists.
  // Prints the filesets or flowops of the file.
  //     list fileset
  | LIST (WORD | FLOWOP)?                                            # listed
  // Old statistics statements.
  // Accepted for files of Filebench 1.4; without effect.
  | STATS WORD text?                                                 # stats
  // Enables something.
  // `enable lathist` adds Filebench's latency histogram.
  //     enable lathist
  | ENABLE WORD keyed*                                               # enable
  // Tunes.
  // `eventgen rate=N` starts the source of N events per second that the limiting flowops take from.
  //     eventgen rate=1000
  | (EVENTGEN | DOMULTISYNC | FSCHECK | FSFLUSH) keyed*              # tuned
  // Ends or tells.
  // `quit` ends the script; `version` prints the version.
  //     quit
  | (QUIT | EXIT | VARS | HELP | VERSION)                            # plain
  // Old end of processes.
  // Accepted for files of Filebench 1.4; without effect.
  | SHUTDOWN (PROCESS | PROCESSES)?                                  # shutdown
  | WORD '=' expression                                              # stray
  | WORD (oddity junk*)? block?                                      # unknown
  ;

// Quit mode.
// What ends a run.
modeValue : TIMEOUT | FIRSTDONE | ALLDONE | WORD ;

// What follows an unknown word must not look like attributes: else the parser would read those of a
// definition so when there is an error in the block behind them.
oddity : WORD | STRING | NUMBER | PERCENTAGE | VARIABLE | MIXED | '(' | ')' | '+' | '-' | '*' | '/' ;

junk
  : WORD | STRING | NUMBER | PERCENTAGE | VARIABLE | MIXED
  | '=' | ',' | '(' | ')' | '+' | '-' | '*' | '/' | '%' | '<' | '<=' | '>' | '>=' | '==' | '!='
  ;

// Subject.
// What a statement acts on: a word, a text, or a variable that holds one.
subject : word | STRING | VARIABLE | MIXED ;

// Block.
// Statements in braces, with or without line breaks.
block : '{' statement* '}' ;

// Branch of a mix.
// How often, and what. (A missing weight is read, and reported.)
branch : weight? steps ;

// Weight.
// A share: `70%`, `$share %`, or a relative weight such as `7`.
weight : PERCENTAGE | scalar '%'? ;

// Operation.
// A flowop of the reference, or a composite one, with its attributes.
call : FLOWOP word attributes? ;

// Steps.
// One operation, or several in a block.
steps : call | block ;

// Axis.
// A variable of a sweep and the values that it takes. (Missing ones are reported.)
axis : variable (IN range (',' range)*)? ;

// Range.
// One value, or all from one to another: `1 to 9 by 2`, `4k to 1m by *2`. The end is included.
range : expression (TO expression (BY '*'? expression)?)? ;

// Phase.
// A part of a run's time: `warmup 5s`.
phase : (WARMUP | RAMP | MEASURE | COOLDOWN | WORD) scalar ;

// Gated metric.
// A metric, or what is computed from some, with attributes: `tolerance` (default 5%), the smallest change for the worse that
// must not pass; `floor` (half the tolerance), below which an estimated change is none; `better=more` or `better=less`, where
// it can't be known; `warn`: it only warns; `exact`: any change for the worse counts, which is so of errors and counters.
gated : expression (',' attribute | keyedWithoutComma)* ;

// Attributes.
// The attributes of what is defined or called, separated by commas.
attributes : attribute (',' attribute | keyedWithoutComma)* ;

// Attribute.
// A flag needs no value: its name alone sets it.
attribute
  : name ('=' expression)?
  ;

// an attribute after a forgotten comma: read, and reported
keyedWithoutComma : name '=' expression ;

// Settings.
// The list of a command: the comma may stand or not.
keyed : ','? name '=' expression ;

// Name.
// `$name` is a parameter of a composite flowop.
name : word | VARIABLE ;

variable : VARIABLE | MIXED ;

// Value.
// Operators bind as they stand here, the tightest first. Around `/` and `-` there are blanks: `a/b` is a path.
expression
  : '-' expression                                                   # negative
  | expression op=('*' | '/' | '%') expression                       # product
  | expression op=('+' | '-') expression                             # sum
  | expression op=('<' | '<=' | '>' | '>=' | '==' | '!=') expression # comparison
  | NOT expression                                                   # not
  | expression op=AND expression                                     # and
  | expression op=OR expression                                      # or
  | '(' expression ')'                                               # group
  | word '(' arguments? ')'                                          # function
  | '{' row (',' row)* ','? '}'                                      # table
  | (NUMBER | PERCENTAGE | STRING | VARIABLE | MIXED | '/')          # literal
  | word                                                             # bareWord
  ;

// Arguments.
// Of a function, by place or by name.
arguments : argument (',' argument | keyedWithoutComma)* ;

// Argument.
// A value, or a value with its name.
argument : name '=' expression | expression ;

// Row.
// One row of a table: `{50, 4k, 8k}`.
row : '{' expression (',' expression)* '}' ;

// Quantity.
// A number, a variable, or a value in parentheses.
scalar : NUMBER | VARIABLE | MIXED | '(' expression ')' ;

text : STRING | VARIABLE | MIXED ;

word
  : WORD | SET | MODE | PARAM | DEFINE | THREAD | FLOWOP | REPEAT | MIX | CHANCE | SWEEP | FOREACH | IN | TO | BY
  | RUN | PSRUN | SLEEP | WARMUP | RAMP | MEASURE | COOLDOWN | DEBUG | ASSERT | GATE | TARGET | INCLUDE
  | ECHO | SYSTEM | USAGE | LOG | CREATE | LIST | LOAD | STATS | ENABLE | EVENTGEN | DOMULTISYNC
  | FSCHECK | FSFLUSH | QUIT | EXIT | VARS | HELP | VERSION | SHUTDOWN | PROCESS | PROCESSES
  | TIMEOUT | FIRSTDONE | ALLDONE | AND | OR | NOT
  ;

SET : 'set' ;
MODE : 'mode' ;
PARAM : 'param' ;
DEFINE : 'define' ;
THREAD : 'thread' ;
FLOWOP : 'flowop' ;
REPEAT : 'repeat' ;
MIX : 'mix' ;
CHANCE : 'chance' ;
SWEEP : 'sweep' ;
FOREACH : 'foreach' ;
IN : 'in' ;
TO : 'to' ;
BY : 'by' ;
RUN : 'run' ;
PSRUN : 'psrun' ;
SLEEP : 'sleep' ;
WARMUP : 'warmup' ;
RAMP : 'ramp' ;
MEASURE : 'measure' ;
COOLDOWN : 'cooldown' ;
DEBUG : 'debug' ;
ASSERT : 'assert' ;
GATE : 'gate' ;
TARGET : 'target' ;
INCLUDE : 'include' ;
ECHO : 'echo' ;
SYSTEM : 'system' ;
USAGE : 'usage' ;
LOG : 'log' ;
CREATE : 'create' ;
LIST : 'list' ;
LOAD : 'load' ;
STATS : 'stats' ;
ENABLE : 'enable' ;
EVENTGEN : 'eventgen' ;
DOMULTISYNC : 'domultisync' ;
FSCHECK : 'fscheck' ;
FSFLUSH : 'fsflush' ;
QUIT : 'quit' ;
EXIT : 'exit' ;
VARS : 'vars' ;
HELP : 'help' ;
VERSION : 'version' ;
SHUTDOWN : 'shutdown' ;
PROCESS : 'process' ;
PROCESSES : 'processes' ;
TIMEOUT : 'timeout' ;
FIRSTDONE : 'firstdone' ;
ALLDONE : 'alldone' ;
AND : 'and' ;
OR : 'or' ;
NOT : 'not' ;

OPEN_BRACE : '{' ;
OPEN_PARENTHESIS : '(' ;
COMMA : ',' ;
EQUALS : '=' ;
PLUS : '+' ;
STAR : '*' ;
PERCENT : '%' ;
LESS : '<' ;
LESS_OR_EQUAL : '<=' ;
GREATER : '>' ;
GREATER_OR_EQUAL : '>=' ;
SAME : '==' ;
DIFFERENT : '!=' ;
MINUS : '-' ;
CLOSE_BRACE : '}' ;
CLOSE_PARENTHESIS : ')' ;
SLASH : '/' ;

// 10%; a remainder has a blank or an operand behind the sign
PERCENTAGE : '-'? [0-9]+ ('.' [0-9]+)? '%' ;

// 16k, -10, 1.5, 8KiB, 5ms; what it means is decided where it is used
NUMBER : '-'? [0-9] [A-Za-z0-9_.]* ;

VARIABLE : '$' NAME_CHAR+ | '${' NAME_CHAR+ '}' | '$(' NAME_CHAR+ ')' ;

WORD : WORD_START WORD_CHAR* ;

// $dir/sub, data$n, mean:$m;gamma:1.5
MIXED : (WORD_CHAR | VARIABLE)+ ;

STRING : '"' ('\\' . | ~["\\])* '"' ;
UNTERMINATED : '"' ~["\r\n]* ;

COMMENT : '#' ~[\r\n]* -> channel(HIDDEN) ;
BLANK : [ \t\r\n\f\uFEFF]+ -> skip ;
ILLEGAL : . ;

fragment NAME_CHAR : [A-Za-z0-9_] ;
fragment WORD_START : [A-Za-z_/.~@-] ;
fragment WORD_CHAR : [A-Za-z0-9_/.~@:;-] ;
