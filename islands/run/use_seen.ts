import { type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** Pixels below the window from which an element counts as near. */
const MARGIN = 300;

/** Whether an element has been in the window or near it, so that work for it is worth while. */
export function useSeen(element: RefObject<Element>): Signal<boolean> {
  const seen = useSignal(false);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.value = true;
      observer.disconnect();
    }, { rootMargin: `${MARGIN}px` });
    if (element.current) observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return seen;
}
