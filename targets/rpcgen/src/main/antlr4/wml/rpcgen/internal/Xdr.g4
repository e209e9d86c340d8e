/*
 * The XDR language of RFC 4506 (section 6.3), with the programs of RFC 5531 (section 12).
 */
grammar Xdr;

specification : definition* EOF ;

definition
  : 'const' name=ID '=' constant ';'                                   # constDef
  | 'typedef' declaration ';'                                          # typeDef
  | 'enum' name=ID enumBody ';'                                        # enumDef
  | 'struct' name=ID structBody ';'                                    # structDef
  | 'union' name=ID unionBody ';'                                      # unionDef
  | 'program' name=ID '{' version+ '}' '=' constant ';'                # programDef
  ;

version : 'version' name=ID '{' procedure* '}' '=' constant ';' ;

procedure : result=typeSpecifier name=ID '(' typeSpecifier (',' typeSpecifier)* ')' '=' constant ';' ;

declaration
  : 'opaque' name=ID '[' value ']'                                     # fixedOpaque
  | 'opaque' name=ID '<' value? '>'                                    # variableOpaque
  | 'string' name=ID '<' value? '>'                                    # string
  | typeSpecifier name=ID '[' value ']'                                # fixedArray
  | typeSpecifier name=ID '<' value? '>'                               # variableArray
  | typeSpecifier '*' name=ID                                          # optional
  | typeSpecifier name=ID                                              # plain
  | 'void'                                                             # nothing
  ;

value : constant | ID ;

constant : DECIMAL | HEXADECIMAL | OCTAL ;

typeSpecifier
  : 'unsigned'? 'int'                                                  # intType
  | 'unsigned'? 'hyper'                                                # hyperType
  | 'unsigned'                                                         # unsignedType
  | 'bool'                                                             # boolType
  | ('struct' | 'enum' | 'union')? ID                                  # namedType
  | 'void'                                                             # voidType
  ;

enumBody : '{' enumerator (',' enumerator)* '}' ;

enumerator : name=ID '=' value ;

structBody : '{' (declaration ';')+ '}' ;

unionBody : 'switch' '(' discriminant=declaration ')' '{' arm+ ('default' ':' otherwise=declaration ';')? '}' ;

arm : ('case' value ':')+ declaration ';' ;

DECIMAL : '-'? ('0' | [1-9] [0-9]*) ;
HEXADECIMAL : '0x' [0-9a-fA-F]+ ;
OCTAL : '0' [0-7]+ ;
ID : [A-Za-z] [A-Za-z0-9_]* ;

BLANK : [ \t\r\n]+ -> skip ;
COMMENT : '/*' .*? '*/' -> skip ;
LINE_COMMENT : '//' ~[\r\n]* -> skip ;
PASS_THROUGH : '%' ~[\r\n]* -> skip ;
