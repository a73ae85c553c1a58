// Runs before the first paint, so that a chosen theme does not flash. Without a choice the system decides.
try {
  const theme = localStorage.getItem("netsift-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: the system's theme stays.
}

// Fresh's client marks a page that has no state, and Back from a link inside the page then reloads it.
if (history.state === null) history.replaceState({}, "");
