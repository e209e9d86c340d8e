set $dir=$(SPOOL_DIR)
define fileset name=set1,path=$dir,entries=10,dirwidth=10,size=4k,prealloc
define process name=p,instances=1{
 thread name=t,instances=$threads {
  flowop statfile name=s,filesetname=set1
 }
}
foreach $threads in 1, 2, 4
{
  echo "threads $threads"
  warmup 5
  run 10
}
log "done"
vars
help
fscheck path=$dir
fsflush
exit
