# database writer and its shadows
set $dir=/tmp
set $usermode=200000
define fileset name=datafiles,path=$dir,size=100m,entries=10,dirwidth=1024,prealloc,reuse
define file name=logfile,path=$dir,size=10m,prealloc,reuse
define process name=lgwr,instances=1 {
  thread name=lgwr,memsize=10m,useism {
    flowop aiowrite name=lg-write,filesetname=logfile,iosize=256k,random,directio,dsync
    flowop aiowait name=lg-aiowait
    flowop semblock name=lg-block,value=3200,highwater=1000
  }
}
define process name=dbwr,instances=10
{
  thread name=dbwr,memsize=10m,useism
  {
    flowop aiowrite name=dbwrite-a,filesetname=datafiles,iosize=2k,workingset=0,random,iters=100,opennext,directio,dsync
    flowop hog name=dbwr-hog,value=10000
    flowop semblock name=dbwr-block,value=1000,highwater=2000
    flowop aiowait name=dbwr-aiowait
  }
}
define process name=shadow,instances=20
{
  thread name=shadow,memsize=1m,useism
  {
    flowop read name=shadowread,filesetname=datafiles,iosize=2k,workingset=0,random,opennext,directio
    flowop hog name=shadowhog,value=$usermode
    flowop sempost name=shadow-post-lg,value=1,target=lg-block,blocking
    flowop sempost name=shadow-post-dbwr,value=1,target=dbwr-block,blocking
    flowop eventlimit name=random-rate
  }
}
run 5
