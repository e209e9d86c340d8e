version
debug 1
set mode nousestats
set mode quit alldone
domultisync value=1
enable multi master=host1,client=host2
system "sync"
define fileset name=dirs,path=/tmp,leafdirs=100,dirwidth=10,dirgamma=0
list fileset
list flowop
define process name=mk,nice=5 { thread name=mk,ioprio=4 { flowop makedir name=mk1,filesetname=dirs flowop finishonbytes name=x,value=10m } }
create fileset
echo "made"
sleep 1
run
quit
