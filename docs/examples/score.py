"""Trains a forest on demo traffic and scores a record of it. Needs the standard library alone."""

import json
import os
import time
import urllib.request

API = os.environ.get("NETSIFT_URL", "http://127.0.0.1:8000") + "/api/v1"
TOKEN = os.environ.get("NETSIFT_TOKEN")


def call(method, path, body=None):
    headers = {"content-type": "application/json"}
    if TOKEN:
        headers["authorization"] = f"Bearer {TOKEN}"
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(API + path, data, headers, method=method)
    with urllib.request.urlopen(request) as response:
        return json.load(response)


def until_not(path, *under):
    while (state := call("GET", path))["status"] in under:
        time.sleep(1)
    return state


demo = call("POST", "/demo", {"rows": 2000})
for dataset in demo.values():
    until_not(f"/datasets/{dataset}", "ingesting")

run = call("POST", "/runs", {**demo, "detectors": [{"kind": "isolation-forest"}]})
model = until_not(f"/runs/{run['id']}", "queued", "running")["results"][0]["model"]

record = call("GET", f"/models/{model}/record?kind=attack")["record"]
[verdict] = call("POST", f"/models/{model}/predict", {"records": [record]})["predictions"]
print(f"score {verdict['score']}, threshold {verdict['threshold']}, anomaly: {verdict['anomaly']}")
