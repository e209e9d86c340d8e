

   set    $dir   =   /tmp
set $nfiles=100 set $nthreads=1
	set $iosize=1m
define fileset	name = source , path = $dir,entries = $nfiles ,size=16k,dirwidth=20,prealloc=100
define fileset name=copies.new,path=$dir,entries=$nfiles,dirwidth=20,size=16k
define process name=copier , instances = 1 {
 thread name=copy_thread,memsize=10m,instances=$nthreads {
  flowop openfile name=o1,filesetname=source,fd=1
  flowop readwholefile name=r1,fd=1,iosize=$iosize
  flowop createfile name=c2,filesetname=copies.new,fd=2
  flowop writewholefile name=w2,filesetname=copies.new,fd=2,srcfd=1,iosize=$iosize
  flowop closefile name=x1,fd=1
  flowop closefile name=x2,fd=2
  flowop opslimit name=lim
  flowop bwlimit name=bw,target=w2
 }
}
eventgen rate=100

set $seconds=5
run $seconds
