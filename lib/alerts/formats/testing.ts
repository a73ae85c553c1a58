/**
 * Readers of the formats that alerts are sent in, written from their standards, for tests.
 *
 * @module
 */

/** A line of the Common Event Format. */
export interface CefEvent {
  head: string[];
  extension: Record<string, string>;
}

/** Reads a line of the Common Event Format. */
export function parseCef(line: string): CefEvent {
  const head: string[] = [""];
  let at = 0;
  for (; at < line.length && head.length < 8; at++) {
    if (line[at] === "\\") head[head.length - 1] += line[++at];
    else if (line[at] === "|") head.push("");
    else head[head.length - 1] += line[at];
  }
  head.pop();
  const rest = line.slice(at);
  // A key is the text without spaces before an equals sign that is not escaped.
  const keys = [...rest.matchAll(/(?:^| )([A-Za-z0-9]+)=/g)];
  const extension: Record<string, string> = {};
  keys.forEach((key, i) => {
    const value = rest.slice(key.index + key[0].length, keys[i + 1]?.index);
    extension[key[1]] = value.replace(/\\(.)/g, (_, escaped) => escaped === "n" ? "\n" : escaped);
  });
  return { head, extension };
}

/** A syslog message. */
export interface SyslogParts {
  priority: number;
  version: string;
  timestamp: string;
  hostname: string;
  app: string;
  pid: string;
  msgid: string;
  data: Record<string, string>;
  text: string;
}

/** Reads a message of RFC 5424 with one element of structured data. */
export function parseSyslog(message: string): SyslogParts {
  const head = /^<(\d{1,3})>(1) (\S+) (\S+) (\S+) (\S+) (\S+) \[[^ =\]"]+/.exec(message);
  if (!head) throw new SyntaxError(`No message of RFC 5424: ${message.slice(0, 200)}`);
  const [start, priority, version, timestamp, hostname, app, pid, msgid] = head;
  const data: Record<string, string> = {};
  let rest = message.slice(start.length);
  for (
    let pair;
    (pair = /^ ([^ =\]"]{1,32})="((?:[^"\\\]]|\\[^])*)"/.exec(rest));
    rest = rest.slice(pair[0].length)
  ) data[pair[1]] = pair[2].replace(/\\(["\\\]])/g, "$1");
  if (!rest.startsWith("] \ufeff")) throw new SyntaxError(`Bad structured data: ${rest}`);
  return {
    priority: Number(priority),
    version,
    timestamp,
    hostname,
    app,
    pid,
    msgid,
    data,
    text: rest.slice(3),
  };
}
