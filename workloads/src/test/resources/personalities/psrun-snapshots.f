set mode quit timeout
enable lathist
set $mode="x"
set $dir=/tmp
define file name=largefile1,path=$dir,size=1g,prealloc,reuse,paralloc
define process name=rand-read,instances=1
{
  thread name=rand-thread,memsize=5m,instances=1
  {
    flowop read name=rand-read1,filename=largefile1,iosize=8k,random,workingset=0,iters=10
    flowop iopslimit name=limit
  }
}
create files
psrun -10 60
