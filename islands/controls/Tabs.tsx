import { IS_BROWSER } from "fresh/runtime";

interface TabsProps {
  /** What the tabs choose. */
  label: string;
  titles: string[];
  selected: number;
  onSelect: (index: number) => void;
  /** Id of the panel that the tabs control. */
  panel: string;
}

/** Id of a tab, for the panel's label. */
export function tabId(panel: string, index: number): string {
  return `${panel}-tab-${index}`;
}

/** A row of tabs that follows the arrow keys, Home and End. */
export function Tabs({ label, titles, selected, onSelect, panel }: TabsProps) {
  function move(event: KeyboardEvent): void {
    const last = titles.length - 1;
    const target = {
      ArrowLeft: selected === 0 ? last : selected - 1,
      ArrowRight: selected === last ? 0 : selected + 1,
      Home: 0,
      End: last,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    onSelect(target);
    document.getElementById(tabId(panel, target))?.focus();
  }
  return (
    <div class="tabs" role="tablist" aria-label={label} onKeyDown={move}>
      {titles.map((title, index) => (
        <button
          key={title}
          type="button"
          role="tab"
          id={tabId(panel, index)}
          aria-selected={index === selected}
          aria-controls={panel}
          tabIndex={index === selected ? 0 : -1}
          disabled={!IS_BROWSER}
          onClick={() => onSelect(index)}
        >
          {title}
        </button>
      ))}
    </div>
  );
}
