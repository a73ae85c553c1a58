import assert from "node:assert/strict";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { openDatabase, quoteLiteral } from "../../tables/duckdb.ts";
import { ingest, type IngestOptions } from "./ingest.ts";
import { readRecords } from "../records.ts";
import { bytesOf, kddLine, upload, withFolder, zipOf } from "../testing.ts";
import type { DatasetProfile } from "../../resources/dataset.ts";
import { DatasetError } from "../../base/dataset_error.ts";

type Ingested = DatasetProfile & { records: (string | number | null)[][] };

async function ingested(
  content: string | Uint8Array,
  options: IngestOptions & { gzip?: boolean } = {},
): Promise<Ingested> {
  let result: Ingested | undefined;
  await withFolder(async (folder) => {
    const profile = await ingest(await upload(folder, content, options), folder, options);
    const { rows } = await readRecords(join(folder, "data.parquet"), { limit: 1_000 });
    result = { ...profile, records: rows };
  });
  return result!;
}

async function refusal(content: string | Uint8Array, options?: IngestOptions): Promise<string> {
  let message = "";
  await assert.rejects(ingested(content, options), (error) => {
    assert.ok(error instanceof DatasetError, String(error));
    message = error.message;
    return true;
  });
  return message;
}

function rolesOf({ columns }: DatasetProfile): Record<string, string> {
  return Object.fromEntries(columns.map(({ name, role }) => [name, role]));
}

const CIC_COLUMNS = [
  " Flow Duration",
  " Total Fwd Packets",
  "Flow Bytes/s",
  " Flow Packets/s",
  " Flow IAT Mean",
  " Fwd IAT Mean",
  " Bwd IAT Mean",
  " Fwd Header Length",
  " Down/Up Ratio",
  " Average Packet Size",
  " Fwd Header Length",
  "Active Mean",
  "Idle Mean",
];

/** A row of CIC-IDS-2017's day files, made up. */
function cicRow(number: number, changes: Record<number, string> = {}): string {
  return CIC_COLUMNS.map((_, i) => changes[i] ?? String(number * 10 + i)).join(",");
}

Deno.test("ingest() reads KDD'99 without labels", async () => {
  const lines = [1, 2, 3].map((i) =>
    kddLine("x", { 4: i, 40: "0.5" }).split(",").slice(0, 41).join(",")
  );
  const profile = await ingested(lines.join("\n"));
  assert.deepEqual(
    [profile.format, profile.rows, profile.columns.length, profile.labelColumn],
    ["kdd99", 3, 41, null],
  );
  assert.equal(profile.columns[40].name, "dst_host_srv_rerror_rate");
});

Deno.test("ingest() reads the day files of CIC-IDS-2017 with Windows-1252 dashes", async () => {
  const header = [...CIC_COLUMNS, " Label"].join(",");
  const text = [
    header,
    `${cicRow(1)},BENIGN`,
    `${cicRow(2, { 2: "Infinity", 3: "NaN", 4: "" })},BENIGN`,
    `${cicRow(3)},Web Attack # XSS`,
  ].join("\r\n");
  const [before, after] = text.split("#");
  const profile = await ingested(bytesOf(before, [0x96], after, "\r\n"));
  assert.equal(profile.format, "cic-ids-2017");
  assert.deepEqual(profile.rejected.count, 0);
  assert.deepEqual(profile.labels.map(({ name, attack }) => [name, attack]), [
    ["BENIGN", false],
    ["Web Attack \u2013 XSS", true],
  ]);
  const names = profile.columns.map(({ name }) => name);
  assert.deepEqual(names.filter((name) => name.startsWith("Fwd Header")), [
    "Fwd Header Length",
    "Fwd Header Length.1",
  ]);
  assert.equal(names[0], "Flow Duration");
  assert.ok(profile.columns.slice(0, -1).every(({ type }) => type === "numeric"));
  assert.match(profile.warnings.join(" "), /read as Windows-1252/);
});

Deno.test("ingest() knows a dash of CIC-IDS-2017 whatever became of it", async () => {
  const header = [...CIC_COLUMNS, " Label"].join(",");
  const rows = ["\u0096", "\ufffd", "\u00ef\u00bf\u00bd", "\u2013"].map((dash, i) =>
    `${cicRow(i)},Web Attack ${dash} XSS`
  );
  const { labels } = await ingested(`${header}\n${rows.join("\n")}\n`);
  assert.deepEqual(labels.map(({ name, count }) => [name, count]), [["Web Attack \u2013 XSS", 4]]);
});

Deno.test("ingest() finds the byte 0x96 however late it comes", async () => {
  const header = [...CIC_COLUMNS, " Label"].join(",");
  const benign = `${cicRow(1)},BENIGN\n`.repeat(40_000);
  const bytes = bytesOf(`${header}\n${benign}${cicRow(2)},Web Attack `, [0x96], " XSS\n");
  for (const content of [bytes, Uint8Array.from(gzipSync(bytes))]) {
    const { rows, rejected, labels } = await ingested(content);
    assert.deepEqual([rows, rejected.count], [40_001, 0]);
    assert.deepEqual(labels.map(({ name }) => name), ["BENIGN", "Web Attack \u2013 XSS"]);
  }
});

Deno.test("ingest() gives CIC-IDS-2017's addresses, times and categories their roles", async () => {
  const own = ["Flow ID", "Src IP", "Src Port", "Dst IP", "Dst Port", "Timestamp"];
  const header = ["id", ...own, ...CIC_COLUMNS, "Label", "Attempted Category"].join(",");
  const rows = [1, 2].map((i) =>
    `${i},f${i},10.0.0.${i},${i},10.0.0.9,8${i},2017-07-06 12:39:0${i},${cicRow(i)},` +
    `${i === 1 ? "BENIGN,-1" : "DoS Hulk - Attempted,2"}`
  );
  const profile = await ingested([header, ...rows].join("\n"));
  const roles = rolesOf(profile);
  assert.equal(profile.format, "cic-ids-2017");
  assert.deepEqual(
    ["id", ...own, "Flow Duration", "Label", "Attempted Category"].map((name) => roles[name]),
    [
      "identifier",
      "identifier",
      "identifier",
      "numeric",
      "identifier",
      "numeric",
      "timestamp",
      "numeric",
      "label",
      "category",
    ],
  );
});

Deno.test("ingest() reads BCCC's edition of CIC-IDS-2017", async () => {
  const header = "flow_id,timestamp,src_ip,src_port,dst_ip,dst_port,protocol,duration," +
    "packets_count,fwd_packets_count,bwd_packets_count,total_payload_bytes,payload_bytes_mean," +
    "bytes_rate,label";
  const row = (i: number, label: string) =>
    `f${i},2017-07-03 11:55:5${i}.1,10.0.0.1,44${i},10.0.0.2,80,TCP,1.${i},3,2,1,99,33,7.5,${label}`;
  const profile = await ingested([header, row(1, "Benign"), row(2, "DoS_Hulk")].join("\n"));
  assert.equal(profile.format, "cic-ids-2017");
  assert.deepEqual(profile.labels.map(({ attack }) => attack).toSorted(), [false, true]);
  assert.equal(rolesOf(profile)["flow_id"], "identifier");
});

const UNSW =
  "id,dur,proto,service,state,spkts,dpkts,sbytes,dbytes,rate,sttl,dttl,sload,dload,sloss," +
  "dloss,sinpkt,dinpkt,sjit,djit,swin,stcpb,dtcpb,dwin,tcprtt,synack,ackdat,smean,dmean," +
  "trans_depth,response_body_len,ct_srv_src,ct_state_ttl,ct_dst_ltm,ct_src_dport_ltm," +
  "ct_dst_sport_ltm,ct_dst_src_ltm,is_ftp_login,ct_ftp_cmd,ct_flw_http_mthd,ct_src_ltm," +
  "ct_srv_dst,is_sm_ips_ports,attack_cat,label";

Deno.test("ingest() reads UNSW-NB15's partitions with a byte order mark", async () => {
  const row = (id: number, category: string, label: number) =>
    `${id},0.1${id},tcp,-,FIN,${Array.from({ length: 38 }, (_, i) => id * 7 + i).join(",")},` +
    `${category},${label}`;
  const rows = [row(1, "Normal", 0), row(2, "Exploits", 1), row(3, "Worms", 1)];
  const profile = await ingested(bytesOf([0xef, 0xbb, 0xbf], `${UNSW}\r\n${rows.join("\r\n")}`));
  assert.deepEqual([profile.format, profile.rows, profile.columns.length], ["unsw-nb15", 3, 45]);
  const roles = rolesOf(profile);
  assert.deepEqual([roles.id, roles.attack_cat, roles.label], ["identifier", "category", "label"]);
  assert.deepEqual(profile.labels.map(({ name, count, attack }) => [name, count, attack]), [
    ["1", 2, true],
    ["0", 1, false],
  ]);
  assert.deepEqual(profile.records[0].slice(2, 5), ["tcp", "-", "FIN"]);
});

Deno.test("ingest() names the columns of a table without a header", async () => {
  const profile = await ingested("192.168.0.1;tcp;5\n192.168.0.2;udp;6\n");
  assert.deepEqual(profile.columns.map(({ name }) => name), ["column_1", "column_2", "column_3"]);
  assert.equal(profile.rows, 2);
  assert.match(profile.warnings.join(" "), /contains values, not column names/);
});

Deno.test("ingest() reads text in every usual encoding", async () => {
  const text = "größe,name,label\n1,Łódź,normal\n2,日本,attack\n";
  const units = Uint16Array.from(text, (char) => char.charCodeAt(0));
  const little = new Uint8Array(units.buffer);
  const big = little.map((_, i) => little[i ^ 1]);
  const variants = [
    bytesOf(text),
    bytesOf([0xef, 0xbb, 0xbf], text),
    bytesOf([0xff, 0xfe], little),
    bytesOf([0xfe, 0xff], big),
  ];
  for (const content of variants) {
    for (const gzip of [false, true]) {
      const profile = await ingested(content, { gzip });
      assert.deepEqual(profile.columns.map(({ name }) => name), ["größe", "name", "label"]);
      assert.deepEqual(profile.records, [[1, "Łódź", "normal"], [2, "日本", "attack"]]);
    }
  }
  const ascii = "bytes,label\n1,normal\n2,attack\n".split("").flatMap((
    char,
  ) => [char.charCodeAt(0), 0]);
  assert.equal((await ingested(Uint8Array.from(ascii))).rows, 2);
  const latin = Uint8Array.from("größe,name\n1,Åse\n2,naïve\n", (char) => char.charCodeAt(0));
  assert.deepEqual((await ingested(latin)).records, [[1, "Åse"], [2, "naïve"]]);
});

Deno.test("ingest() reads lines that end with a carriage return alone", async () => {
  const profile = await ingested('a,b\r1,"x\ry\nz"\r2\r3,w');
  assert.deepEqual(profile.records, [[1, "x\ry\nz"], [3, "w"]]);
  assert.deepEqual(profile.rejected.first, [{ line: 4, reason: "expected 2 fields, found 1" }]);
});

Deno.test("ingest() reads dense ARFF as Weka does", async () => {
  const profile = await ingested(
    [
      "% a comment",
      "@RELATION 'two words'",
      "",
      "@attribute 'the duration' REAL",
      "@attribute proto {'tcp', udp,'o\\'er'}",
      '@attribute "a note" string',
      "@attribute seen date 'yyyy-MM-dd HH:mm'",
      "@attribute kind {normal,'a b'}",
      "@DATA",
      "% another",
      "1.5,tcp,'says \\'hi\\', bye','2017-07-06 12:39',normal",
      '?, udp , "?",?,"a b"',
      "2,tcp,x,y,normal,{5}",
      "3,'tcp',x",
      "oops,udp,x,y,normal",
      "4,'o\\'er,x,y,normal",
    ].join("\r\n"),
  );
  assert.equal(profile.format, "arff");
  assert.deepEqual(profile.records, [
    [1.5, "tcp", "says 'hi', bye", "2017-07-06 12:39", "normal"],
    [null, "udp", "?", null, "a b"],
    [2, "tcp", "x", "y", "normal"],
  ]);
  assert.deepEqual(profile.rejected.first, [
    { line: 14, reason: "expected 5 fields, found 3" },
    { line: 15, reason: 'column "the duration" expects a number, got "oops"' },
    { line: 16, reason: "a quote opens here and is never closed" },
  ]);
  assert.equal(profile.labelColumn, "kind");
  assert.equal(rolesOf(profile).seen, "timestamp");
});

Deno.test("ingest() reads sparse ARFF with the values that it leaves out", async () => {
  const profile = await ingested(
    "@relation r\n@attribute a numeric\n@attribute b {x,y}\n@attribute class {no,yes}\n@data\n" +
      "{0 7, 2 yes}\n{}\n{1 y}\n{9 1}\n{0 1\n",
  );
  assert.deepEqual(profile.records, [[7, "x", "yes"], [0, "x", "no"], [0, "y", "no"]]);
  assert.deepEqual(profile.rejected.first.map(({ reason }) => reason), [
    "there is no attribute at position 9",
    "a sparse record is never closed",
  ]);
});

Deno.test("ingest() reads NDJSON with keys that come late, and rejects bad lines", async () => {
  const filler = Array.from({ length: 30_000 }, (_, i) => `{"bytes": ${i}, "label": "normal"}`);
  const lines = [
    '{"bytes": 1.5, "up": true, "name": "a,\\"b\\"\\n", "label": "normal"}',
    "not json",
    "",
    '{"label": null, "deep": {"x": [1, {"y": 2}]}}',
    "[1, 2]",
    `{"deep": ${"[".repeat(5_000)}${"]".repeat(5_000)}}`,
    ...filler,
    '{"late": "here", "__proto__": 3, "bytes": 2}',
  ];
  const profile = await ingested(lines.join("\n"));
  assert.equal(profile.format, "ndjson");
  assert.deepEqual(
    profile.columns.map(({ name }) => name),
    ["bytes", "up", "name", "label", "deep.x", "late", "__proto__"],
  );
  assert.equal(profile.rows, 30_003);
  assert.deepEqual(profile.records[0], [1.5, "true", 'a,"b"\n', "normal", null, null, null]);
  assert.deepEqual(profile.records[1].slice(3, 5), [null, '[1,{"y":2}]']);
  assert.deepEqual(profile.columns.at(-1)!.max, 3);
  assert.deepEqual(profile.rejected.first, [
    { line: 2, reason: "the line is not valid JSON" },
    { line: 5, reason: "the line is not a JSON object" },
    { line: 6, reason: "deep: nested too deeply" },
  ]);
});

Deno.test("ingest() makes columns of objects within objects in NDJSON", async () => {
  const line = (i: number) =>
    JSON.stringify({
      src_ip: `10.0.0.${i}`,
      flow: { bytes: { up: i, down: 2 * i }, state: i % 2 ? "new" : "closed" },
      alert: i % 5 ? undefined : { signature: "scan", metadata: {} },
    });
  const { columns, records, rejected } = await ingested(
    Array.from({ length: 20 }, (_, i) => line(i)).join("\n"),
  );
  assert.equal(rejected.count, 0);
  assert.deepEqual(columns.map(({ name, role, missing }) => [name, role, missing]), [
    ["src_ip", "identifier", 0],
    ["flow.bytes.up", "numeric", 0],
    ["flow.bytes.down", "numeric", 0],
    ["flow.state", "categorical", 0],
    ["alert.signature", "categorical", 16],
  ]);
  assert.deepEqual(records[3], ["10.0.0.3", 3, 6, "new", null]);
});

Deno.test("ingest() reads one kind of events of a file that holds several", async () => {
  const lines = Array.from({ length: 60 }, (_, i) =>
    JSON.stringify(
      i % 3
        ? { event_type: "flow", proto: i % 2 ? "TCP" : "UDP", flow: { pkts: i } }
        : { event_type: "dns", dns: { id: i } },
    )).join("\n");
  const flow = await ingested(lines);
  assert.equal(flow.rows, 40);
  assert.deepEqual(flow.columns.map(({ name }) => name), ["event_type", "proto", "flow.pkts"]);
  assert.match(flow.warnings.join("\n"), /several kinds.*flow \(40\), dns \(20\)/);
  const dns = await ingested(lines, { kind: "dns" });
  assert.deepEqual([dns.rows, dns.columns.at(-1)!.name], [20, "dns.id"]);
  assert.equal((await ingested(lines, { kind: "all" })).rows, 60);
  await assert.rejects(ingested(lines, { kind: "alert" }), /none of the kind "alert"/);
  await assert.rejects(ingested("a,b\n1,2\n", { kind: "flow" }), /kinds to choose "flow"/);
});

Deno.test("ingest() reads NaN and infinities in JSON as Python writes them", async () => {
  const lines = Array.from(
    { length: 40 },
    (_, i) => `{"rate": ${i % 4 ? i : i % 8 ? "NaN" : "-Infinity"}, "n": ${i}}`,
  );
  const { columns, rejected } = await ingested(lines.join("\n"));
  assert.equal(rejected.count, 0);
  assert.deepEqual([columns[0].missing, columns[0].infinite], [5, 5]);
});

Deno.test("ingest() takes digits with underscores for words, however late they come", async () => {
  const host = (i: number) => `1${i}_${i % 9}`;
  const early = await ingested(
    ["host,n", ...Array.from({ length: 50 }, (_, i) => `${host(i)},${i}`)].join("\n"),
  );
  assert.equal(early.columns[0].type, "categorical");
  // A quoted delimiter keeps the fast way out; the first rows are numbers.
  const late = Array.from({ length: 600 }, (_, i) => `${i < 300 ? i : host(i)},"a,${i}"`);
  const read = await ingested(["host,note", ...late].join("\n"));
  assert.deepEqual([read.columns[0].type, read.rows], ["categorical", 600]);
});

Deno.test("ingest() gives Zeek's text logs the values of its JSON logs", async () => {
  const text = [
    ...ZEEK_HEADER,
    ...Array.from(
      { length: 30 },
      (_, i) =>
        [i, `C${i}`, "10.0.0.1", 80, "tcp", "-", i, i % 2 ? "T" : "F", i % 3 ? "(empty)" : "a,b"]
          .join("\t"),
    ),
  ].join("\n");
  const json = Array.from({ length: 30 }, (_, i) =>
    JSON.stringify({
      ts: i,
      local_orig: i % 2 === 1,
      tunnel_parents: i % 3 ? [] : ["a", "b"],
    })).join("\n");
  const topOf = async (body: string, name: string) =>
    (await ingested(body)).columns.find((column) => column.name === name)!.top;
  for (const name of ["local_orig", "tunnel_parents"]) {
    assert.deepEqual(await topOf(text, name), await topOf(json, name));
  }
});

const ZEEK_HEADER = [
  "#separator \\x09",
  "#set_separator\t,",
  "#empty_field\t(empty)",
  "#unset_field\t-",
  "#path\tconn",
  "#fields\tts\tuid\tid.orig_h\tid.orig_p\tproto\tservice\tduration\tlocal_orig\ttunnel_parents",
  "#types\ttime\tstring\taddr\tport\tenum\tstring\tinterval\tbool\tset[string]",
];

function zeekLine(i: number): string {
  const [service, duration] = i % 3 ? ["-", "-"] : ["dns", (i / 7).toFixed(6)];
  return [
    1525879831 + i,
    `C${i}`,
    `10.0.0.${i}`,
    40_000 + i,
    "udp",
    service,
    duration,
    "T",
    "(empty)",
  ]
    .join("\t");
}

Deno.test("ingest() reads Zeek's logs with the types that they declare", async () => {
  const records = Array.from({ length: 30 }, (_, i) => zeekLine(i));
  records[7] = "cut\toff";
  const footer = "#close\t2018-05-10-00-00-00";
  const profile = await ingested([...ZEEK_HEADER, ...records, footer, ""].join("\r\n"));
  assert.equal(profile.format, "zeek");
  assert.deepEqual(
    profile.columns.map(({ name, role, type, missing }) => [name, role, type, missing]),
    [
      ["ts", "timestamp", "numeric", 0],
      ["uid", "identifier", "categorical", 0],
      ["id.orig_h", "identifier", "categorical", 0],
      ["id.orig_p", "numeric", "numeric", 0],
      ["proto", "constant", "categorical", 0],
      ["service", "categorical", "categorical", 19],
      ["duration", "numeric", "numeric", 19],
      ["local_orig", "constant", "categorical", 0],
      ["tunnel_parents", "constant", "categorical", 0],
    ],
  );
  assert.deepEqual(profile.rejected.first, [{ line: 15, reason: "expected 9 fields, found 2" }]);
});

Deno.test("ingest() reads the labels that IoT-23 adds to Zeek's logs", async () => {
  const header = ZEEK_HEADER.map((line) =>
    line.startsWith("#fields")
      ? `${line}   label   detailed-label`
      : line.startsWith("#types")
      ? `${line}   string   string`
      : line
  );
  const records = Array.from(
    { length: 30 },
    (_, i) => `${zeekLine(i)}   ${i % 3 ? "Benign   -" : "Malicious   PartOfAHorizontalPortScan"}`,
  );
  const other = [...header.slice(0, 5), "#fields\tts\tuid", "1\tC1"];
  const profile = await ingested([...header, ...records, ...header, ...other].join("\n"));
  assert.deepEqual(profile.labels.map(({ name, count, attack }) => [name, count, attack]), [
    ["Benign", 20, false],
    ["Malicious", 10, true],
  ]);
  assert.equal(rolesOf(profile)["detailed-label"], "category");
  assert.equal(profile.rows, 30);
  assert.match(profile.rejected.first[0].reason, /other columns from here on/);
});

/** A Parquet file of what a query gives. */
async function parquetOf(folder: string, query: string): Promise<Uint8Array> {
  using database = await openDatabase({ spillFolder: join(folder, "spill") });
  const path = join(folder, "made.parquet");
  await database.run(`COPY (${query}) TO ${quoteLiteral(path)} (FORMAT parquet)`);
  const bytes = await Deno.readFile(path);
  await Deno.remove(path);
  return bytes;
}

Deno.test("ingest() reads Parquet, plain, packed and in archives", async () => {
  await withFolder(async (folder) => {
    const bytes = await parquetOf(
      folder,
      "SELECT i::INTEGER AS bytes, i / 4 AS rate, 'p' || i AS proto, i % 2 = 0 AS even, " +
        "TIMESTAMP '2017-07-06 12:00:00' + INTERVAL (i) SECOND AS seen, [i] AS list, " +
        "{'a': i} AS nested, 'x'::BLOB AS raw, MAP {'k': i} AS map, (i % 2)::TINYINT AS label, 1.25::DECIMAL(5, 2) AS cost " +
        "FROM range(3) AS t(i)",
    );
    const archive = zipOf({ name: "a/b.parquet", content: bytes });
    for (const content of [bytes, Uint8Array.from(gzipSync(bytes)), archive]) {
      const profile = await ingested(content);
      assert.equal(profile.format, "parquet");
      assert.deepEqual(profile.records, [
        [0, 0, "p0", "true", "2017-07-06 12:00:00", "[0]", 0, "0", 1.25],
        [1, 0.25, "p1", "false", "2017-07-06 12:00:01", "[1]", 1, "1", 1.25],
        [2, 0.5, "p2", "true", "2017-07-06 12:00:02", "[2]", 2, "0", 1.25],
      ]);
      assert.deepEqual(rolesOf(profile).seen, "timestamp");
      assert.deepEqual(profile.labelColumn, "label");
      assert.match(profile.warnings.join(" "), /maps or binary .*"raw", "map"/);
    }
    const two = zipOf({ name: "1.parquet", content: bytes }, { name: "2.parquet", content: bytes });
    assert.equal((await ingested(two)).rows, 6);
    assert.match(await refusal(bytes.subarray(0, bytes.length - 9)), /Parquet.*(cut off|damaged)/);
    const nested = await parquetOf(folder, "SELECT MAP {1: 2} AS x");
    assert.match(await refusal(nested), /no column of numbers, words or times/);
    assert.match(await refusal(bytes, { limits: { maxRows: 2 } }), /3 records/);
  });
});

Deno.test("ingest() reads structures and lists of Parquet as those of NDJSON", async () => {
  await withFolder(async (folder) => {
    const records = Array.from({ length: 40 }, (_, i) => ({
      flow: {
        bytes: i * 37 % 101,
        rate: i / 4,
        "a, b": i % 3 ? "x" : 'say "y", (z)',
        tcp: { flags: { syn: i % 2 === 0 }, state: ["S0", "SF"][i % 2] },
      },
      tags: i % 3 ? ["a", `b"${i % 5}`] : [],
      sizes: [i % 4, 0.5, 1e3],
      hops: [{ ttl: i % 7, name: null }, { ttl: 64, name: "r, s" }],
      label: i % 4 ? "normal" : "dos",
    }));
    const lines = records.map((record) => JSON.stringify(record)).join("\n");
    const path = await upload(folder, lines, { name: "made.ndjson" });
    const type = 'STRUCT(bytes BIGINT, rate DOUBLE, "a, b" VARCHAR, ' +
      "tcp STRUCT(flags STRUCT(syn BOOLEAN), state VARCHAR))";
    const bytes = await parquetOf(
      folder,
      `SELECT * FROM read_json(${quoteLiteral(path)}, format = 'newline_delimited', columns = {` +
        `flow: '${type}', tags: 'VARCHAR[]', sizes: 'DOUBLE[]', ` +
        `hops: 'STRUCT(ttl BIGINT, name VARCHAR)[]', label: 'VARCHAR'})`,
    );
    const [parquet, json] = [await ingested(bytes), await ingested(lines)];
    const described = ({ columns }: typeof json) =>
      columns.map(({ name, type, role }) => ({ name, type, role }));
    assert.deepEqual(described(parquet), described(json));
    assert.equal(parquet.columns[3].name, "flow.tcp.flags.syn");
    assert.deepEqual(parquet.records, json.records);
  });
});

Deno.test("ingest() joins the files of an archive in the order of their names", async () => {
  const table = (from: number, end = "\n") => `a,label${end}${from},normal${end}${from + 1},attack`;
  const profile = await ingested(
    zipOf(
      { name: "days/day 10.csv", content: table(30) },
      { name: "days/day 2.csv", content: gzipSync(table(10, "\r\n")) },
      { name: "days/day 3.csv", content: `\n${table(20)}\n\n1,2,3\n` },
      { name: "days/", content: "" },
      { name: "README.md", content: "# Days\n\nFlows, by day, of a week.\nNothing else.\n" },
      { name: "__MACOSX/days/._day 2.csv", content: "\0\x05\x16" },
    ),
  );
  assert.deepEqual(profile.records.map(([a]) => a), [10, 11, 20, 21, 30, 31]);
  assert.deepEqual(profile.rejected, {
    count: 1,
    first: [{ line: 6, reason: "days/day 3.csv: expected 2 fields, found 3" }],
  });
  assert.match(profile.warnings.join(" "), /"README.md" in the archive is not a table/);
  assert.match(profile.warnings.join(" "), /3 files in the archive were merged/);
});

Deno.test("ingest() tells where in an archive a word stands for a number", async () => {
  const numbers = Array.from({ length: 200 }, (_, i) => `${i},${i}`).join("\n");
  const { rejected } = await ingested(
    zipOf(
      { name: "1.csv", content: `a,b\n${numbers}` },
      { name: "2.csv", content: `a,b\n${numbers}\n7,word\n` },
    ),
  );
  assert.deepEqual(rejected.first, [{
    line: 202,
    reason: '2.csv: column "b" expects a number, got "word"',
  }]);
});

Deno.test("ingest() refuses archives of several shapes or without a table", async () => {
  const shapes = zipOf(
    { name: "train.txt", content: `${kddLine("normal,21")}\n` },
    { name: "flows.csv", content: "a,b\n1,2\n" },
  );
  assert.match(
    await refusal(shapes),
    /2 different sets of columns.*"flows.csv" with 2 columns.*"train.txt" with 43/,
  );
  assert.match(await refusal(zipOf({ name: "a.txt", content: "prose\n" })), /not a table/);
  const prose = zipOf({ name: "a", content: "prose\n" }, { name: "b", content: "more\n" });
  assert.match(await refusal(prose), /No file of the ZIP archive is a table/);
  const inner = zipOf({ name: "a.csv", content: "a,b\n1,2\n" });
  assert.match(await refusal(zipOf({ name: "inner.zip", content: inner })), /inside another/);
});

Deno.test("ingest() stops unpacking an archive that explodes", async () => {
  const zeros = bytesOf("1,2\n".repeat(7e6));
  const bomb = zipOf(
    ...Array.from({ length: 4 }, (_, i) => ({ name: `${i}.csv`, content: zeros })),
  );
  const limits = { maxUncompressedBytes: 50e6 };
  assert.match(await refusal(bomb, { limits }), /limit of this server/);
});

Deno.test("ingest() keeps its limit when short lines stand for wide records", async () => {
  const attributes = Array.from({ length: 500 }, (_, i) => `@attribute a${i} real`).join("\n");
  const text = `@relation r\n${attributes}\n@data\n${"{}\n".repeat(100_000)}`;
  const limits = { maxUncompressedBytes: 20e6 };
  assert.match(await refusal(text, { limits }), /limit of this server/);
});
