import { LogOut } from "../components/access/LogOut.tsx";
import { EngineLine } from "../components/EngineLine.tsx";
import { SiteHeader } from "../components/SiteHeader.tsx";
import { ThemeToggle } from "../islands/ThemeToggle.tsx";
import { allows } from "../lib/auth/scope.ts";
import { NETSIFT_VERSION } from "../lib/base/version.ts";
import { define } from "../utils.ts";

export default define.layout(function Layout({ Component, state, url }) {
  const { identity } = state;
  const access = !identity ? "none" : allows(identity, "admin") ? "all" : "pages";
  const openAlerts = identity ? state.netsift.live.alerts.openCount() : 0;
  return (
    <>
      <a class="skip-link" href="#content">Skip to content</a>
      <SiteHeader path={url.pathname} access={access} counts={{ openAlerts }}>
        <LogOut identity={identity} />
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
