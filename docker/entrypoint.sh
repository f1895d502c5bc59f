#!/bin/sh
# Bring the database up to date, then serve; whatever else is asked for is run as it is: `docker run … staffdev backup /data/b.zip`.
set -eu
if [ "${1:-serve}" = serve ]; then
  staffdev migrate
  exec staffdev serve
fi
exec "$@"
