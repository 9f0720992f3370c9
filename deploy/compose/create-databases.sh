#!/bin/sh
# Runs once, when the data folder is empty: one role and its databases for each of the two.
set -eu

psql -v ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
  -v temporal="$TEMPORAL_DB_PASSWORD" -v baton="$BATON_DB_PASSWORD" <<'SQL'
CREATE ROLE temporal LOGIN PASSWORD :'temporal';
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
CREATE ROLE baton LOGIN PASSWORD :'baton';
CREATE DATABASE baton OWNER baton;
REVOKE CONNECT ON DATABASE temporal, temporal_visibility, baton FROM PUBLIC;
SQL
