#!/bin/sh
# The namespace, with a retention longer than the 7 days in which a conversation can be reopened.
set -eu
temporal operator cluster health
temporal operator namespace describe -n default >/dev/null 2>&1 ||
  temporal operator namespace create -n default --retention 30d
