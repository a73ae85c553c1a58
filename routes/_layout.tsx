import { EngineLine } from "../components/EngineLine.tsx";
import { SiteHeader } from "../components/SiteHeader.tsx";
import { ThemeToggle } from "../islands/ThemeToggle.tsx";
import { NETSIFT_VERSION } from "../lib/version.ts";
import { define } from "../utils.ts";

export default define.layout(function Layout({ Component, url, state }) {
  return (
    <>
      <a class="skip-link" href="#content">Skip to content</a>
      <SiteHeader path={url.pathname}>
        <ThemeToggle />
      </SiteHeader>
      <main id="content" tabIndex={-1}>
        <div class="container">
          <Component />
        </div>
      </main>
      <footer class="site-footer">
        <div class="container row-between">
          <span>Netsift {NETSIFT_VERSION}</span>
          <EngineLine report={state.netsift.engine()} />
          <span>Your data stays on this server.</span>
        </div>
      </footer>
    </>
  );
});
