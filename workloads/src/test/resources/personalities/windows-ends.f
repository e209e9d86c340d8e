set $dir="/tmp"
set $nthreads=1
define file name=f1,path=$dir,size=10m,prealloc
define process name=w,instances=1
{
  thread name=t,instances=$nthreads
  {
    flowop write name=w1,filename=f1,iosize=4k,dsync,directio=false
    flowop finishoncount name=fin,value=1000,target=w1
  }
}
set mode quit firstdone
run