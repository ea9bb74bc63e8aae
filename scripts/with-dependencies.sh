#!/bin/sh
# Runs a command on the project's own Node, after installing what package-lock.json names where that is not done yet.
set -e
cd "$(dirname "$0")/.."
if [ ! -x node_modules/.bin/node ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  echo "Installing dependencies (once) …" >&2
  # Not `npm ci`: it refuses a lock file that lacks other systems' optional binaries, and some registries do not have them.
  npm install --no-save --no-fund --no-audit --loglevel=error >&2
  touch node_modules/.package-lock.json
fi
PATH="$PWD/node_modules/.bin:$PATH" exec "$@"
