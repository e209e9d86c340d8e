# rate limited web tier, braces everywhere
set $eventrate=10
set $filesize = randvar(type=tabular, min=1k, round=1k, randtable =
{{ 0,   1k,   7k},
 {50,   9k,  15k},
 {14,  17k,  23k},
 {36, 100k,1m} })
set $nthreads=4
set $dir=/tmp # trailing words, 100% of them excluded: { } "
eventgen rate = $eventrate
define fileset name=docs-2,path=$dir,size=$filesize,
                       entries=100,
                       dirwidth=20,
                       prealloc,paralloc,reuse
define process name=webtier,instances=1{thread name=web-1,memsize=10m,instances=$nthreads,useism{
flowop openfile name=open1,filesetname=docs-2,fd=1 flowop readwholefile name=read1,fd=1,iosize=1m
flowop closefile name=close1,fd=1
flowop eventlimit name=limit
}}
run 10
