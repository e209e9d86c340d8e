# attributes are given before the variables have values; two runs
define fileset name=pool,path=$dir,size=$filesize,entries=$nfiles,dirwidth=20,prealloc,readonly=$ro
define process name=proc { thread name=thr,instances=$threads { flowop listdir name=ls,filesetname=pool
  flowop readwholefile name="file",filesetname=pool,iosize=$io flowop delay name=pause,value=$zero
  flowop block name=wait flowop wakeup name=go,target=wait flowop fsyncset name=run,filesetname=pool } }
set $dir=/tmp
set $ro=false
set $zero=0
set $io=64k
set $filesize=randvar(type=uniform,min=1k,mean=$filesize2,round=512,randsrc=urandom)
set $filesize2=8k
set $nfiles=100
set $threads=1
run 5
set $threads=8
run 5
