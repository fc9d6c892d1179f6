import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ApiError, send } from './api';
import * as clock from './clock';
import { describeOverride, scopeOf } from './kinds';
import { Badge, Dialog, ErrorNote, When } from './parts';
import type { Override } from './types';

/** Overrides in force and to come: what, who, why, until when, and an end. */
export function OverrideList({ overrides, changed, empty }: { overrides: Override[]; changed: (what: string) => void; empty: string }): JSX.Element {
  if (overrides.length === 0) {
    return <p class="empty">{empty}</p>;
  }

  const now = clock.now();
  return (
    <ul class="overrides">
      {overrides.map(override => (
        <li key={override.id}>
          <div>
            <p class="override-what">
              <strong>{describeOverride(override)}</strong>
              {new Date(override.effectiveFrom) > now ? <Badge tone="quiet">to come</Badge> : null}
            </p>
            <p class="override-scope">{scopeOf(override)}</p>
            <p class="override-why">{override.reason}</p>
            <p class="hint">
              {override.author || 'unknown'} · {new Date(override.effectiveFrom) > now ? <>from <When at={override.effectiveFrom} /> </> : null}until <When at={override.expiresAt} focusable />
            </p>
          </div>
          <EndButton override={override} ended={() => changed('The override has ended; the next cycle decides without it.')} />
        </li>
      ))}
    </ul>
  );
}

export function EndButton({ override, ended }: { override: Override; ended: () => void }): JSX.Element {
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const end = async () => {
    setBusy(true);
    setError(null);
    try {
      await send('DELETE', `overrides/${encodeURIComponent(override.id)}`);
      setAsking(false);
      ended();
    } catch (failure) {
      setError(failure as ApiError);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <button type="button" class="small" aria-label={`End: ${describeOverride(override)}, ${scopeOf(override)}`} onClick={() => setAsking(true)}>End</button>
      {asking ? (
        <Dialog title="End this override?" close={() => setAsking(false)}>
          <p>
            <strong>{describeOverride(override)}</strong> for {scopeOf(override)}. The next cycle decides without it; it stays on record with who ended it.
          </p>
          {error ? <ErrorNote error={error} /> : null}
          <div class="actions">
            <button type="button" class="primary" disabled={busy} onClick={() => void end()}>End it</button>
            <button type="button" onClick={() => setAsking(false)}>Keep it</button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
