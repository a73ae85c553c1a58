/** The query parameter that marks a URL as belonging to one build. */
export const BUILD_PARAMETER = "__frsh_c";

let currentBuild = "";

/** Sets the build that {@linkcode asset} refers to. */
export function setCurrentBuild(id: string): void {
  currentBuild = id;
}

/**
 * The URL of a static file marked with the build's id, which lets the browser keep the file for
 * a year. URLs with a host and URLs without a build are returned unchanged.
 *
 * @param path An absolute path such as `/styles.css`.
 */
export function asset(path: string): string {
  if (currentBuild === "" || !path.startsWith("/") || path.startsWith("//")) return path;
  const [beforeHash, ...hash] = path.split("#");
  if (new URLSearchParams(beforeHash.split("?")[1]).has(BUILD_PARAMETER)) return path;
  const separator = beforeHash.includes("?") ? "&" : "?";
  return [`${beforeHash}${separator}${BUILD_PARAMETER}=${currentBuild}`, ...hash].join("#");
}
