# A Slurm of four one-core nodes on this machine, on loopback, of this user's, in a folder of its own. To be sourced:
#   slurm_up FOLDER      starts it and sets SLURM_CONF
#   slurm_down FOLDER    ends it

slurm_up() {
  local folder=$1 host user port n
  host=$(hostname -s)
  # Slurm's daemons look for themselves by this name.
  if ! getent hosts "$host" > /dev/null; then
    echo "the name of this machine, $host, is not known to it" >&2
    return 1
  fi
  user=$(id -un)
  port=$((20000 + RANDOM % 20000))
  mkdir -p "$folder"/{state,spool,munge}
  chmod 755 "$folder" "$folder/munge"
  head -c 1024 /dev/urandom > "$folder/munge/key"
  chmod 400 "$folder/munge/key"
  cat > "$folder/slurm.conf" <<CONF
ClusterName=w2s
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$port
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket,cred_expire=5
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,batch_sched_delay=0,sched_min_interval=0,bf_interval=1
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool/%n
SlurmctldPidFile=$folder/state/slurmctld.pid
SlurmdPidFile=$folder/spool/%n.pid
SlurmctldLogFile=$folder/state/slurmctld.log
SlurmdLogFile=$folder/spool/%n.log
ReturnToService=2
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
MinJobAge=300
KillWait=5
MpiDefault=none
SlurmdParameters=config_overrides
NodeName=n[1-4] NodeHostname=$host NodeAddr=127.0.0.1 Port=[$((port + 1))-$((port + 4))] CPUs=1 RealMemory=4000
PartitionName=main Nodes=n[1-4] Default=YES MaxTime=60 State=UP OverSubscribe=NO
CONF
  echo "CgroupPlugin=cgroup/v1" > "$folder/cgroup.conf"
  export SLURM_CONF=$folder/slurm.conf
  munged --force --key-file="$folder/munge/key" --socket="$folder/munge/socket" \
    --pid-file="$folder/munge/munged.pid" --log-file="$folder/munge/munged.log" --seed-file="$folder/munge/seed"
  slurmctld -f "$SLURM_CONF" -c
  for n in 1 2 3 4; do slurmd -f "$SLURM_CONF" -N n$n -c; done
  local deadline=$((SECONDS + 30))
  while [ $SECONDS -lt $deadline ]; do
    [ "$(timeout 5 sinfo -h -o '%t %D' 2> /dev/null)" = "idle 4" ] && return 0
    sleep 0.2
  done
  echo "Slurm has not come up" >&2
  return 1
}

slurm_down() {
  local file pid n
  for file in "$1"/spool/n?.pid "$1"/state/slurmctld.pid "$1"/munge/munged.pid; do
    if [ ! -f "$file" ]; then continue; fi
    pid=$(cat "$file")
    kill "$pid" 2> /dev/null || continue
    for n in $(seq 100); do
      if ! kill -0 "$pid" 2> /dev/null || grep -q '^State:.Z' "/proc/$pid/status" 2> /dev/null; then break; fi
      sleep 0.1
    done
  done
}
