define randvar name=$fs, type=gamma, mean=131072, gamma=1500
define randvar name=$where,type=uniform,min=0,mean=50,seed=7
set $dir = /tmp
set $n=50
set $twice = $n * 2
set $half=$n/2
define fileset name=logs,path=$dir,size=$fs,entries=$twice,dirwidth=20,prealloc,cached=true,reuse
define fileset name="big logs",path=$dir,size=$fs.mean,entries=$half,dirwidth=20,filesizegamma=1500
define process name=reader,instances=1 {
  thread name=t1,memsize=1m,instances=2 {
    flowop read name=rd,filesetname=logs,iosize=8k,random,indexed=$where,opennext
  }
}
create filesets
create processes
stats clear
sleep 60
stats snap
stats dump "/tmp/old.out"
stats xmldump "/tmp/old.xml"
shutdown processes
quit
