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
  | DEFINE word attributes? block?                                   # definition
  | THREAD attributes? block?                                        # thread
  | FLOWOP word attributes?                                          # call
  | FOREACH variable IN expression (',' expression)* block           # foreach
  | (RUN | PSRUN | SLEEP | WARMUP | DEBUG) (scalar scalar?)?         # timed
  | (ECHO | SYSTEM | USAGE | LOG) text                               # printed
  | (CREATE | LOAD) subject                                          # acted
  | LIST (WORD | FLOWOP)?                                            # listed
  | STATS WORD text?                                                 # stats
  | ENABLE WORD keyed*                                               # enable
  | (EVENTGEN | DOMULTISYNC | FSCHECK | FSFLUSH) keyed*              # tuned
  | (QUIT | EXIT | VARS | HELP | VERSION)                            # plain
  | SHUTDOWN (PROCESS | PROCESSES)?                                  # shutdown
  | WORD junk* block?                                                # unknown
  ;

modeValue : TIMEOUT | FIRSTDONE | ALLDONE | WORD ;

junk : WORD | STRING | NUMBER | VARIABLE | MIXED | '=' | ',' | '(' | ')' | '+' | '-' | '*' | '/' | '%' ;

subject : word | STRING | VARIABLE | MIXED ;

block : '{' statement* '}' ;

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
  | '(' expression ')'                                               # group
  | word '(' attributes? ')'                                         # random
  | '{' row (',' row)* ','? '}'                                      # table
  | (NUMBER | STRING | VARIABLE | MIXED | '/')                       # literal
  | word                                                             # bareWord
  ;

row : '{' expression (',' expression)* '}' ;

scalar : NUMBER | VARIABLE | MIXED ;

text : STRING | VARIABLE | MIXED ;

word
  : WORD | SET | MODE | DEFINE | THREAD | FLOWOP | FOREACH | IN | RUN | PSRUN | SLEEP | WARMUP | DEBUG
  | ECHO | SYSTEM | USAGE | LOG | CREATE | LIST | LOAD | STATS | ENABLE | EVENTGEN | DOMULTISYNC
  | FSCHECK | FSFLUSH | QUIT | EXIT | VARS | HELP | VERSION | SHUTDOWN | PROCESS | PROCESSES
  | TIMEOUT | FIRSTDONE | ALLDONE
  ;

SET : 'set' ;
MODE : 'mode' ;
DEFINE : 'define' ;
THREAD : 'thread' ;
FLOWOP : 'flowop' ;
FOREACH : 'foreach' ;
IN : 'in' ;
RUN : 'run' ;
PSRUN : 'psrun' ;
SLEEP : 'sleep' ;
WARMUP : 'warmup' ;
DEBUG : 'debug' ;
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

OPEN_BRACE : '{' ;
OPEN_PARENTHESIS : '(' ;
COMMA : ',' ;
EQUALS : '=' ;
PLUS : '+' ;
STAR : '*' ;
PERCENT : '%' ;
MINUS : '-' ;
CLOSE_BRACE : '}' ;
CLOSE_PARENTHESIS : ')' ;
SLASH : '/' ;

// 16k, -10, 1.5, 8KiB; what it means is decided where it is used
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
