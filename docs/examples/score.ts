// Trains a forest on demo traffic and scores a record of it. Runs as it is with Deno, Bun and Node.js 24.
import process from "node:process";

const { NETSIFT_URL = "http://127.0.0.1:8000", NETSIFT_TOKEN } = process.env;

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(`${NETSIFT_URL}/api/v1${path}`, {
    method,
    headers: {
      "content-type": "application/json",
      ...(NETSIFT_TOKEN && { authorization: `Bearer ${NETSIFT_TOKEN}` }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${answer.title}: ${answer.detail}`);
  return answer;
}

async function until<T extends { status: string }>(path: string, ...under: string[]): Promise<T> {
  while (true) {
    const state = await call<T>("GET", path);
    if (!under.includes(state.status)) return state;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

const { train, test } = await call<{ train: string; test: string }>("POST", "/demo", {
  rows: 2000,
});
await until(`/datasets/${train}`, "ingesting");
await until(`/datasets/${test}`, "ingesting");

const { id } = await call<{ id: string }>("POST", "/runs", {
  train,
  test,
  detectors: [{ kind: "isolation-forest" }],
});
interface Run {
  status: string;
  results: { model: string }[];
}
const [{ model }] = (await until<Run>(`/runs/${id}`, "queued", "running")).results;

const { record } = await call<{ record: unknown }>("GET", `/models/${model}/record?kind=attack`);
interface Prediction {
  score: number;
  threshold: number;
  anomaly: boolean;
}
const { predictions } = await call<{ predictions: Prediction[] }>(
  "POST",
  `/models/${model}/predict`,
  { records: [record] },
);
const [{ score, threshold, anomaly }] = predictions;
console.log(`score ${score}, threshold ${threshold}, anomaly: ${anomaly}`);
