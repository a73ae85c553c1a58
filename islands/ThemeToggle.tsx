import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { watchTheme } from "../components/charts/theme.ts";
import { Icon } from "../components/Icon.tsx";

function current(): "light" | "dark" {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Switches between the light and the dark theme and remembers the choice. */
export function ThemeToggle() {
  const theme = useSignal<"light" | "dark">("light");
  useEffect(() => {
    theme.value = current();
    return watchTheme(() => theme.value = current());
  }, []);
  const next = theme.value === "dark" ? "light" : "dark";

  function toggle(): void {
    document.documentElement.dataset.theme = theme.value = next;
    try {
      localStorage.setItem("netsift-theme", next);
    } catch {
      // Storage is blocked: the choice holds for this page.
    }
  }

  return (
    <button
      type="button"
      class="button button-icon"
      aria-label={`Switch to ${next} theme`}
      title={`Switch to ${next} theme`}
      disabled={!IS_BROWSER}
      onClick={toggle}
    >
      <Icon name={next === "dark" ? "moon" : "sun"} />
    </button>
  );
}
