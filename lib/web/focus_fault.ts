/**
 * Puts the focus on the first field of a form that is marked as wrong, once the marks are drawn.
 * Browser only.
 *
 * @param form where to look
 * @param fallback selector of what gets the focus where no field is wrong
 */
export function focusFault(form: HTMLElement | null, fallback?: string): void {
  setTimeout(() => {
    const target = form?.querySelector<HTMLElement>("[aria-invalid=true]") ??
      (fallback === undefined ? null : form?.querySelector<HTMLElement>(fallback));
    target?.focus();
  });
}
