/** Markdown as a page shows it without marks. */
export function plain(markdown: string): string {
  return markdown.replaceAll(/[`*]/g, "");
}
