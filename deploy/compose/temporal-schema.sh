#!/bin/sh
# Brings Temporal's two databases to the schema of this image. Safe to run at every start:
# the first update fails on an empty database only, and then the version table is set up.
set -eu
versions=/etc/temporal/schema/postgresql/v12

bring_up() {
  tool="temporal-sql-tool --plugin postgres12 --ep postgres -p 5432 -u temporal --db $1"
  $tool update-schema -d "$versions/$2/versioned" && return
  $tool setup-schema -v 0.0
  $tool update-schema -d "$versions/$2/versioned"
}

bring_up temporal temporal
bring_up temporal_visibility visibility
