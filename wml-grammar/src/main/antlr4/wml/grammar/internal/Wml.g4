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
  : SET variable '=' expression                                      # setVariable
  | SET MODE (QUIT | WORD) modeValue?                                # setMode
  | PARAM variable ('=' expression)? (',' attribute | keyedWithoutComma)*  # param
  | DEFINE word attributes? block?                                   # definition
  | THREAD attributes? block?                                        # thread
  | call                                                             # step
  | REPEAT scalar block                                              # repeat
  | MIX '{' branch* '}'                                              # mix
  | CHANCE weight steps                                              # chance
  | SWEEP axis (','? axis)* block                                    # sweep
  | FOREACH variable IN expression (',' expression)* block           # foreach
  | RUN '{' phase* '}'                                               # phasedRun
  | (RUN | PSRUN | SLEEP | WARMUP | DEBUG) (scalar scalar?)?         # timed
  | ASSERT expression                                                # assertion
  | TARGET subject ('(' attributes? ')')?                            # target
  | (ECHO | SYSTEM | USAGE | LOG) text                               # printed
  | (CREATE | LOAD | INCLUDE) subject                                # acted
  | LIST (WORD | FLOWOP)?                                            # listed
  | STATS WORD text?                                                 # stats
  | ENABLE WORD keyed*                                               # enable
  | (EVENTGEN | DOMULTISYNC | FSCHECK | FSFLUSH) keyed*              # tuned
  | (QUIT | EXIT | VARS | HELP | VERSION)                            # plain
  | SHUTDOWN (PROCESS | PROCESSES)?                                  # shutdown
  | WORD '=' expression                                              # stray
  | WORD (oddity junk*)? block?                                      # unknown
  ;

modeValue : TIMEOUT | FIRSTDONE | ALLDONE | WORD ;

// What follows an unknown word must not look like attributes: else the parser would read those of a
// definition so when there is an error in the block behind them.
oddity : WORD | STRING | NUMBER | PERCENTAGE | VARIABLE | MIXED | '(' | ')' | '+' | '-' | '*' | '/' ;

junk
  : WORD | STRING | NUMBER | PERCENTAGE | VARIABLE | MIXED
  | '=' | ',' | '(' | ')' | '+' | '-' | '*' | '/' | '%' | '<' | '<=' | '>' | '>=' | '==' | '!='
  ;

subject : word | STRING | VARIABLE | MIXED ;

block : '{' statement* '}' ;

// one branch of a mix: how often, and what; a missing weight is read, and reported
branch : weight? steps ;

weight : PERCENTAGE | scalar '%'? ;

call : FLOWOP word attributes? ;

// one flowop, or statements in a block
steps : call | block ;

// a variable of a sweep and the values that it takes; missing ones are reported
axis : variable (IN range (',' range)*)? ;

range : expression (TO expression (BY '*'? expression)?)? ;

// a part of a run's time
phase : (WARMUP | RAMP | MEASURE | COOLDOWN | WORD) scalar ;

// the attributes of what is defined or called
attributes : attribute (',' attribute | keyedWithoutComma)* ;

attribute
  : name ('=' expression)?
  ;

// an attribute after a forgotten comma: read, and reported
keyedWithoutComma : name '=' expression ;

// the list of a command: the comma may stand or not
keyed : ','? name '=' expression ;

name : word | VARIABLE ;

variable : VARIABLE | MIXED ;

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

arguments : argument (',' argument | keyedWithoutComma)* ;

argument : name '=' expression | expression ;

row : '{' expression (',' expression)* '}' ;

scalar : NUMBER | VARIABLE | MIXED | '(' expression ')' ;

text : STRING | VARIABLE | MIXED ;

word
  : WORD | SET | MODE | PARAM | DEFINE | THREAD | FLOWOP | REPEAT | MIX | CHANCE | SWEEP | FOREACH | IN | TO | BY
  | RUN | PSRUN | SLEEP | WARMUP | RAMP | MEASURE | COOLDOWN | DEBUG | ASSERT | TARGET | INCLUDE
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
