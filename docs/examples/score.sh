#!/bin/sh
# Trains a forest on demo traffic and scores a record of it, with curl alone.
set -eu
api="${NETSIFT_URL:-http://127.0.0.1:8000}/api/v1"

call() {
  if [ -n "${NETSIFT_TOKEN:-}" ]; then
    curl --silent --show-error --fail-with-body -H "authorization: Bearer $NETSIFT_TOKEN" "$@"
  else
    curl --silent --show-error --fail-with-body "$@"
  fi
}

# The text of a field; the first one of that name in an answer.
field() { sed -n "s/^[^\"]*.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

# Waits while the thing at an address has one of some states.
while_in() {
  address="$api/$1"
  shift
  while :; do
    status=$(call "$address" | grep -o '"status":"[a-z]*"' | head -n 1 | field status)
    case " $* " in *" $status "*) sleep 1 ;; *) break ;; esac
  done
}

demo=$(call -X POST "$api/demo" -H 'content-type: application/json' -d '{"rows": 2000}')
train=$(echo "$demo" | field train)
test=$(echo "$demo" | field test)
while_in "datasets/$train" ingesting
while_in "datasets/$test" ingesting

run=$(call -X POST "$api/runs" -H 'content-type: application/json' -d "{
  \"train\": \"$train\", \"test\": \"$test\", \"detectors\": [{\"kind\": \"isolation-forest\"}]
}" | field id)
while_in "runs/$run" queued running

model=$(call "$api/runs/$run" | grep -o '"model":"[^"]*"' | head -n 1 | field model)
record=$(call "$api/models/$model/record?kind=attack" | sed 's/^{"record":\(.*\),"label":.*$/\1/')
call -X POST "$api/models/$model/predict" -H 'content-type: application/json' \
  -d "{\"records\": [$record]}" | grep -o '"score":[^,]*,"threshold":[^,]*,"anomaly":[a-z]*'
