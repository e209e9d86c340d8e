set $dir=/tmp
set $a=cvar(type=cvar-erlang,parameters=shape:3;rate:0.01,min=1,max=1000)
set $b=cvar(type=cvar-exponential,parameters=mean:4096,round=512)
set $c=cvar(type=cvar-lognormal,parameters=shape:1.5;scale:8,max=1m)
set $d=cvar(type=cvar-normal,parameters=mean:8192;sigma:1024,min=512,round=512)
set $e=cvar(type=cvar-triangular,parameters=lower:1024;upper:8192;mode:4096)
set $f=cvar(type=cvar-uniform,parameters=lower:1;upper:100)
set $g=cvar(type=cvar-weibull,parameters=shape:2;scale:4096)
set $h=cvar(type=cvar-gamma)
define fileset name=s1,path=$dir,size=$a,entries=10,dirwidth=5,prealloc
define fileset name=s2,path=$dir,size=$c,entries=10,dirwidth=$f,prealloc=50
define process name=p{thread name=t{flowop write name=w1,filesetname=s1,iosize=$b,fd=1
flowop write name=w2,filesetname=s2,iosize=$d,fd=2
flowop hog name=h1,value=$e flowop testrandvar name=h2,value=$g flowop print name=h3,value=$h}}
run 1
