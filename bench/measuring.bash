# Sourced by the scripts beside it: where the programs are (HOOKLINE_BIN_DIR, else build/bench/bin), a folder for the run,
# and failures that are told. A script that starts programs defines stop(), which ends them.
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly BIN=${HOOKLINE_BIN_DIR:-$PWD/build/bench/bin}
work=$(mktemp -d)
exec 7>&2  # what fails is told there, wherever the failing line writes to
stop() { :; }
trap 'stop; rm -rf "$work"' EXIT
trap 'failed "$?" "${BASH_SOURCE[0]}:$LINENO" "$BASH_COMMAND"' ERR

# STATUS PLACE COMMAND: says so once, also where it happened in a subshell; then what the programs wrote last.
failed() {
  [[ -e $work/failed ]] || printf '%s ended with %s: %s\n' "$2" "$1" "$3" >&7
  touch "$work/failed"
  local log
  for log in "$work"/*.log; do
    [[ ! -s $log ]] || { printf '%s\n' "${log##*/}:"; tail -n 5 "$log"; rm "$log"; } >&7
  done
}

needs() {  # PROGRAM...: of $BIN, or of the path
  local program
  for program; do
    [[ -x $BIN/$program ]] || command -v "$program" >/dev/null ||
      { printf '%s: %s is neither in %s nor installed\n' "$0" "$program" "$BIN" >&7; exit 1; }
  done
}

free_port() {  # one that nothing listens on now, below those that the system gives to clients
  local port
  while port=$((15000 + RANDOM % 15000)); (exec 9<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}

until_open() {  # PORT: of the server that was started last
  until (exec 9<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; do
    kill -0 "$server_pid" 2>/dev/null && continue
    failed 1 "${BASH_SOURCE[1]}:${BASH_LINENO[0]}" "the server ended before it listened on port $1"
    exit 1
  done
}

nginx_with() {  # WORKERS PORT: answers all with 200
  cat >"$work/nginx.conf" <<EOT
worker_processes $1; daemon off; pid $work/nginx.pid; error_log $work/nginx.log;
events { worker_connections 4096; }
http { access_log off; keepalive_requests 100000000; client_body_temp_path $work/nginx_bodies;
  server { listen 127.0.0.1:$2 backlog=4096; location / { return 200 "caught 1\n"; } } }
EOT
  nginx -c "$work/nginx.conf" 2>"$work/nginx_start.log" & server_pid=$!
}

median() { sort -n | awk '{a[NR]=$1} END {print a[int((NR+1)/2)]}'; }
