const PATHS = {
  alert: "M12 3 2.5 20h19L12 3Zm0 6.5v5m0 2.6v.1",
  arrow: "M5 12h14m-6-6 6 6-6 6",
  back: "M19 12H5m6 6-6-6 6-6",
  check: "M4 12.5 9.5 18 20 6.5",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 4v5.2l3.4 2",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  cross: "M6 6l12 12M18 6 6 18",
  dice: "M4 4h16v16H4zM8.5 8.5v.1m7-.1v.1m-3.5 3.4v.1m-3.5 3.4v.1m7-.1v.1",
  download: "M12 4v11m-5-4.5 5 5 5-5M4 20h16",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 8v5.5m0-8.6v.1",
  menu: "M4 6h16M4 12h16M4 18h16",
  moon: "M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5Z",
  pause: "M8.5 5v14m7-14v14",
  play: "M7 4.5v15l12-7.5z",
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Zm4.8 11.3L21 21",
  shield:
    "M12 3 4.5 6v5.5c0 4.5 3 7.7 7.5 9.5 4.5-1.8 7.5-5 7.5-9.5V6L12 3Zm-3.5 9 2.5 2.5 4.5-4.7",
  stop: "M6.5 6.5h11v11h-11z",
  sun:
    "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2v3m0 14v3M2 12h3m14 0h3M4.9 4.9 7 7m10 10 2.1 2.1m0-14.2L17 7M7 17l-2.1 2.1",
  upload: "M12 20V9m-5 4.5 5-5 5 5M4 4h16",
};

/** The name of an icon. */
export type IconName = keyof typeof PATHS;

/** A decorative line icon; the text beside it says what it means. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
