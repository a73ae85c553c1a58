import { page } from "fresh";
import { AuditTable } from "../components/access/AuditTable.tsx";
import { TokenTable } from "./(_components)/TokenTable.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { Notice } from "../components/Notice.tsx";
import { PageHead } from "../components/PageHead.tsx";
import { CreateToken } from "../islands/CreateToken.tsx";
import { auditQuerySchema } from "../lib/auth/audit/audit_query.ts";
import { define } from "../utils.ts";

const PAGE_ENTRIES = 50;

export const handler = define.handlers({
  GET({ url, state: { netsift: { access } } }) {
    const query = auditQuerySchema.safeParse(Object.fromEntries(url.searchParams));
    const before = query.data?.before;
    const entries = access.audit.list(PAGE_ENTRIES + 1, before);
    return page({
      isOpen: access.isOpen,
      tokens: access.tokens.list(),
      entries: entries.slice(0, PAGE_ENTRIES),
      isLater: before !== undefined,
      older: entries.length > PAGE_ENTRIES ? entries[PAGE_ENTRIES - 1].id : null,
      now: new Date().toISOString(),
    });
  },
});

export default define.page<typeof handler>(function AccessPage({ data }) {
  const { isOpen, tokens, entries, isLater, older, now } = data;
  return (
    <>
      <PageHead title="Access" lede="Manage access and review activity." />
      <div class="stack-large">
        {isOpen && (
          <Notice>
            <p>
              This server is open: no <code>NETSIFT_TOKEN</code>{" "}
              is set, so anyone who can reach it has full access. Tokens created here take effect
              once it is set.
            </p>
          </Notice>
        )}
        <section class="stack" aria-labelledby="tokens-title">
          <h2 id="tokens-title">API tokens</h2>
          <p>
            Programs send a token as <code>Authorization: Bearer …</code>; people log in with it.
          </p>
          {tokens.length > 0
            ? <TokenTable tokens={tokens} now={now} />
            : <p class="muted">No tokens yet.</p>}
          <CreateToken />
        </section>
        <section class="stack" aria-labelledby="audit-title">
          <h2 id="audit-title">Audit log</h2>
          {entries.length > 0 ? <AuditTable entries={entries} /> : (
            <EmptyState
              title="No activity yet"
              text="Logins, uploads, runs, downloads, deletions and new tokens appear here."
            />
          )}
          {(isLater || older !== null) && (
            <nav class="row-between" aria-label="Entries">
              <span>{isLater && <a href="/access" aria-current="false">Newest entries</a>}</span>
              <span>
                {older !== null && (
                  <a href={`/access?before=${older}`} aria-current="false">Older entries</a>
                )}
              </span>
            </nav>
          )}
        </section>
      </div>
    </>
  );
});
