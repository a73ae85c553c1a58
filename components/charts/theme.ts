/** The colours of charts, taken from the style sheet so that they follow the theme. */
export interface ChartTheme {
  text: string;
  muted: string;
  surface: string;
  grid: string;
  normal: string;
  attack: string;
  /** One colour a series, told apart with any colour vision; reused when there are more series. */
  series: string[];
  fontFamily: string;
}

/** Reads the colours that apply now. Browser only. */
export function readChartTheme(): ChartTheme {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const color = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const theme = {
    text: color("text"),
    muted: color("muted"),
    surface: color("surface"),
    grid: color("chart-grid"),
    normal: color("chart-normal"),
    attack: color("chart-attack"),
    series: [1, 2, 3, 4, 5, 6].map((index) => color(`chart-${index}`)),
    fontFamily: getComputedStyle(document.body).fontFamily,
  };
  probe.remove();
  return theme;
}

/**
 * Calls back when the theme changes, by the toggle or by the system. Browser only.
 *
 * @returns a function that stops watching
 */
export function watchTheme(onChange: () => void): () => void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const toggle = new MutationObserver(onChange);
  system.addEventListener("change", onChange);
  toggle.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => {
    system.removeEventListener("change", onChange);
    toggle.disconnect();
  };
}

/** A computed colour made see-through. */
export function withAlpha(color: string, alpha: number): string {
  return color.replace(/^rgb\((.*)\)$/, `rgba($1, ${alpha})`);
}

/** Diagonal stripes, so that a filled area is known by more than its colour. Browser only. */
export function stripes(color: string): CanvasPattern | string {
  const size = 8;
  const tile = document.createElement("canvas");
  tile.width = tile.height = size;
  const context = tile.getContext("2d");
  if (!context) return color;
  context.fillStyle = withAlpha(color, 0.35);
  context.fillRect(0, 0, size, size);
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.beginPath();
  for (const offset of [-size, 0, size]) {
    context.moveTo(offset, size);
    context.lineTo(offset + size, 0);
  }
  context.stroke();
  return context.createPattern(tile, "repeat") ?? color;
}
