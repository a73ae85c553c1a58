import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** Below this width lanes have a day, or an eighth of the range, in a cell. */
const NARROW = "(max-width: 56rem)";

/** Whether the window is narrow; `false` until that is known. */
export function useNarrow(): boolean {
  const isNarrow = useSignal(false);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const follow = () => isNarrow.value = query.matches;
    follow();
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  return isNarrow.value;
}
