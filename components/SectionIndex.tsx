/** A section of the page. */
export interface PageSection {
  /** Id of its heading. */
  id: string;
  title: string;
}

/** Links to the sections of a long page. */
export function SectionIndex({ sections }: { sections: PageSection[] }) {
  return (
    <nav class="section-index" aria-label="On this page">
      <ul>
        {sections.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
