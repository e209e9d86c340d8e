set $dir=/tmp
set $isize=4k
define fileset name=ts,path=$dir,size=64k,entries=100,dirwidth=20,prealloc
define flowop name=inner, $iosize, $times=2
{
  flowop openfile name=open,filesetname=ts,fd=1
  flowop read name=rd,fd=1,iosize=$iosize,iters=$times
  flowop closefile name=close,fd=1
}
define flowop name=outer, $size=8k
{
  flowop inner name=in1, $iosize=$size
  flowop inner name=in2, $iosize=$isize, $times=3, iters=2
}
define process name=p1 { thread name=th { flowop outer name=o1,$size=16k,iters=5 flowop outer name=o2 } }
echo "dir is $dir"
run 10
