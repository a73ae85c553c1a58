import { Field } from "../Field.tsx";

interface LoginFormProps {
  /** Page to go to afterwards. */
  next: string;
  fault: string | null;
}

/** Asks for a token; works without script. */
export function LoginForm({ next, fault }: LoginFormProps) {
  return (
    <form class="card stack" method="post" action="/login">
      <input type="hidden" name="next" value={next} />
      <Field
        id="token"
        label="Token"
        help="An API token, or the administrator token that the server was started with."
        error={fault ?? undefined}
      >
        {(control) => (
          <input
            {...control}
            type="password"
            name="token"
            required
            autofocus
            autoComplete="current-password"
          />
        )}
      </Field>
      <div class="row">
        <button type="submit" class="button button-primary">Log in</button>
      </div>
    </form>
  );
}
