/** A term of the glossary. */
export interface GlossaryEntry {
  term: string;
  /** What it means; words in backticks are code. */
  text: string;
}

/** The entries of a glossary in Markdown: paragraphs such as `**Recall**: share of attacks …`. */
export function parseGlossary(markdown: string): GlossaryEntry[] {
  return markdown.split(/\n{2,}/).flatMap((paragraph) => {
    const [, term, text] = /^\*\*(.+?)\*\*: ([^]+)$/.exec(paragraph.trim()) ?? [];
    return term === undefined ? [] : [{ term, text: text.replaceAll(/\s*\n\s*/g, " ") }];
  });
}

/** The id of a term on the page of the glossary. */
export function termId(term: string): string {
  return term.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}
