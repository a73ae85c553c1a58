/**
 * The URL pattern of a route file: `blog/[id]/index.tsx` answers `/blog/:id`.
 *
 * @param path The file's path inside `routes/`, with `/`.
 */
export function patternOf(path: string): string {
  const segments = path.replace(/\.[^./]+$/, "").split("/").filter((name) => !isGroup(name));
  if (segments.at(-1) === "index") segments.pop();
  const pattern = segments.map((name) => {
    const optional = /^\[\[(\w+)\]\]$/.exec(name);
    if (optional !== null) return `{/:${optional[1]}}?`;
    const rest = /^\[\.\.\.(\w+)\]$/.exec(name);
    if (rest !== null) return `/:${rest[1]}*`;
    return "/" +
      name.split(/(\[\w+\])/).map((part, index) =>
        index % 2 === 1 ? `:${part.slice(1, -1)}` : part.replace(/[{}()*+?:\\]/g, "\\$&")
      ).join("");
  }).join("");
  return pattern === "" ? "/" : pattern;
}

/** Whether a folder groups routes without being part of their URL. */
function isGroup(name: string): boolean {
  return name.startsWith("(") && name.endsWith(")");
}

/**
 * Orders route files so that the first pattern that matches is the most specific one: in each
 * segment plain names come before dynamic ones, and those before rest parameters.
 */
export function compareRoutes(a: string, b: string): number {
  const left = a.split("/");
  const right = b.split("/");
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = rank(left[i]) - rank(right[i]);
    if (order !== 0) return order;
    if (left[i] !== right[i]) return left[i] < right[i] ? -1 : 1;
  }
  return left.length - right.length;
}

function rank(segment: string): number {
  if (segment.startsWith("[...")) return 3;
  if (segment.startsWith("[[")) return 2;
  return segment.includes("[") ? 1 : 0;
}
