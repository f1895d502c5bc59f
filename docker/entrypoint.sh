#!/bin/sh
# Serve, which first brings the database up to date. Whatever else is asked for is run as it is:
# docker compose exec web staffdev backup /data/friday.backup
set -eu
if [ "${1:-serve}" != serve ]; then
  exec "$@"
fi
if [ ! -w "${STAFFDEV_DATA:-/data}" ]; then
  echo "staffdev: the folder ${STAFFDEV_DATA:-/data} cannot be written to: let the user $(id -u) own it." >&2
  exit 1
fi
exec staffdev serve
