import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ApiError, send } from './api';
import * as clock from './clock';
import { toInput } from './format';
import { Dialog, ErrorNote } from './parts';
import type { OverrideDraft } from './types';

/** Stops everything in one call: says what that does, and wants a reason, an end and a yes. */
export function FreezeDialog({ close, done }: { close: () => void; done: () => void }): JSX.Element {
  const [reason, setReason] = useState('');
  const [end, setEnd] = useState(() => toInput(new Date(clock.now().getTime() + 4 * 3_600_000)));
  const [sure, setSure] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    const draft: OverrideDraft = { kind: 'freeze', accountId: '*', resourceType: '*', expiresAt: new Date(end).toISOString(), reason };
    try {
      await send('POST', 'overrides', draft);
      done();
    } catch (failure) {
      setError(failure as ApiError);
      setBusy(false);
    }
  };
  return (
    <Dialog title="Freeze everything" close={close}>
      <ul class="plain">
        <li>From the next cycle on (within five minutes), every reservation and every allocation stays as it is: all accounts, all resource types.</li>
        <li>Nothing is raised, even where demand grows, and nothing is released.</li>
        <li>Forecasts go on. When the freeze ends, the next cycle decides again.</li>
      </ul>
      <form onSubmit={event => void submit(event)}>
        {error ? <ErrorNote error={error} /> : null}
        <label for="freeze-reason">Reason</label>
        <textarea id="freeze-reason" required maxLength={1000} rows={2} value={reason} onInput={event => setReason(event.currentTarget.value)} />
        <label for="freeze-end">Until (your time)</label>
        <input id="freeze-end" type="datetime-local" required value={end} min={toInput(clock.now())} onInput={event => setEnd(event.currentTarget.value)} />
        <label class="check">
          <input type="checkbox" required checked={sure} onChange={event => setSure(event.currentTarget.checked)} /> I want everything to stop changing
        </label>
        <div class="actions">
          <button type="submit" class="danger" disabled={busy}>Freeze everything</button>
          <button type="button" onClick={close}>Cancel</button>
        </div>
      </form>
    </Dialog>
  );
}
