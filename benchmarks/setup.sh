#!/bin/sh
# Installs Node's Socket.IO into benchmarks/node_modules, for the benches and the tests with
# Node's own client. Does nothing when what is there is what the lock file says.
set -eu
cd "$(dirname "$0")"
PATH="$PWD/../.venv/bin:$PATH"
# Tests in several processes may come here at once.
exec 9>.setup.lock
command -v flock >/dev/null && flock 9
if [ -f node_modules/.locked ] && cmp -s package-lock.json node_modules/.locked; then
    exit 0
fi
npm ci --no-audit --no-fund --silent
cp package-lock.json node_modules/.locked
