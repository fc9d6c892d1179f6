import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { answer, ApiError } from './api';
import * as clock from './clock';
import { amount, money, toInput } from './format';
import { kinds } from './kinds';
import { ErrorNote } from './parts';
import type { OverrideDraft, OverrideKind, Preview } from './types';

const hours = [[1, '1 hour'], [4, '4 hours'], [24, '1 day'], [168, '1 week']] as const;
const everything = '*';
type Errors = Record<string, string>;

/** Adds an override for one account: with what the server says at each field, and what it would do before it is kept. */
export function OverrideForm({ account, resource, changed }: { account: string; resource: string; changed: (what: string) => void }): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState<OverrideKind>('reservation-floor');
  const [value, setValue] = useState('');
  const [mode, setMode] = useState('Enforce');
  const [all, setAll] = useState(false);
  const [from, setFrom] = useState('');
  const [end, setEnd] = useState(() => toInput(new Date(clock.now().getTime() + 4 * 3_600_000)));
  const [reason, setReason] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [kept, setKept] = useState<string[] | null>(null);
  const [busy, setBusy] = useState(false);
  const needs = kinds[kind].value;

  const draft = (): OverrideDraft => ({
    kind,
    accountId: account,
    resourceType: all ? everything : resource,
    ...(needs && value !== '' ? { value: Number(value) } : {}),
    ...(kind === 'mode' ? { mode } : {}),
    ...(from ? { effectiveFrom: new Date(from).toISOString() } : {}),
    expiresAt: new Date(end).toISOString(),
    reason,
  });

  const run = async (work: () => Promise<void>) => {
    if (!end) {
      setErrors({ expiresAt: 'An override needs an end.' });
      return;
    }

    setBusy(true);
    setErrors({});
    setFailure(null);
    setPreview(null);
    setKept(null);
    try {
      await work();
    } catch (refused) {
      const error = refused as ApiError;
      const named = fieldErrors(error);
      setErrors(named);
      setFailure(Object.keys(named).length > 0 ? null : error);
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
    } finally {
      setBusy(false);
    }
  };

  const look = () => run(async () => {
    const { body } = await answer('POST', 'overrides?preview=true', draft());
    setPreview(body as Preview);
  });

  const add = () => run(async () => {
    const { body } = await answer('POST', 'overrides', draft());
    setKept((body as { binds?: string[] }).binds ?? []);
    setReason('');
    setValue('');
    changed('The override is kept; the next cycle obeys it.');
  });

  const field = (name: string) => (errors[name] ? { 'aria-invalid': true as const, 'aria-describedby': `${name}-error` } : {});
  return (
    <form ref={form} class="override-form" noValidate onSubmit={event => { event.preventDefault(); void add(); }}>
      <div class="field">
        <label for="kind">What</label>
        <select id="kind" value={kind} onChange={event => { setKind(event.currentTarget.value as OverrideKind); setPreview(null); }} aria-describedby="kind-what">
          {Object.entries(kinds).map(([id, { name }]) => <option key={id} value={id}>{name}</option>)}
        </select>
        <p class="hint" id="kind-what">{kinds[kind].what}</p>
        <FieldError name="kind" errors={errors} />
      </div>
      {needs ? (
        <div class="field">
          <label for="value">{needs.label}</label>
          <input id="value" type="number" inputMode="decimal" min={needs.min} max={needs.max} step={needs.step} value={value} onInput={event => setValue(event.currentTarget.value)} {...field('value')} />
          <FieldError name="value" errors={errors} />
        </div>
      ) : null}
      {kind === 'mode' ? (
        <div class="field">
          <label for="mode">Mode</label>
          <select id="mode" value={mode} onChange={event => setMode(event.currentTarget.value)} {...field('mode')}>
            <option value="Enforce">Enforce: carry decisions out</option>
            <option value="Recommend">Recommend: only show them</option>
          </select>
          <FieldError name="mode" errors={errors} />
        </div>
      ) : null}
      <div class="field">
        <label for="from">From <span class="optional">(your time; now when empty)</span></label>
        <input id="from" type="datetime-local" value={from} onInput={event => setFrom(event.currentTarget.value)} {...field('effectiveFrom')} />
        <FieldError name="effectiveFrom" errors={errors} />
      </div>
      <div class="field">
        <label for="end">Until <span class="optional">(your time)</span></label>
        <input id="end" type="datetime-local" required value={end} onInput={event => setEnd(event.currentTarget.value)} {...field('expiresAt')} />
        <div class="chips">
          {hours.map(([count, text]) => (
            <button key={count} type="button" class="chip" onClick={() => setEnd(toInput(new Date((from ? new Date(from) : clock.now()).getTime() + count * 3_600_000)))}>{text}</button>
          ))}
        </div>
        <FieldError name="expiresAt" errors={errors} />
      </div>
      <div class="field field-wide">
        <label for="reason">Reason</label>
        <textarea id="reason" required rows={2} maxLength={1000} value={reason} onInput={event => setReason(event.currentTarget.value)} {...field('reason')} />
        <FieldError name="reason" errors={errors} />
      </div>
      <label class="check field-wide">
        <input type="checkbox" checked={all} onChange={event => setAll(event.currentTarget.checked)} /> For all resource types of this account
      </label>
      <FieldError name="resourceType" errors={errors} />
      <FieldError name="accountId" errors={errors} />
      {failure ? <div class="field-wide"><ErrorNote error={failure} /></div> : null}
      <div class="actions field-wide">
        <button type="button" disabled={busy} onClick={() => void look()}>Preview</button>
        <button type="submit" class="primary" disabled={busy}>Add override</button>
      </div>
      <div class="field-wide" role="status">
        {preview ? <PreviewTable preview={preview} /> : null}
        {kept ? (
          <div class="note note-good">
            <p>Kept. The next cycle obeys it.</p>
            <Binds binds={kept} />
          </div>
        ) : null}
      </div>
    </form>
  );
}

function FieldError({ name, errors }: { name: string; errors: Errors }): JSX.Element | null {
  return errors[name] ? <p class="field-error" id={`${name}-error`}>{errors[name]}</p> : null;
}

function Binds({ binds }: { binds: string[] }): JSX.Element | null {
  return binds.length === 0 ? null : (
    <>
      <p>What bounds it:</p>
      <ul>{binds.map(line => <li key={line}>{line}</li>)}</ul>
    </>
  );
}

function PreviewTable({ preview }: { preview: Preview }): JSX.Element {
  return (
    <div class="note preview">
      <h3>What the next cycle would decide</h3>
      {preview.accounts.length === 0 ? <p>It would change nothing.</p> : (
        <div class="scroll" tabIndex={0} role="region" aria-label="Preview">
          <table>
            <thead>
              <tr>
                <th scope="col">Account</th>
                <th scope="col" class="number">Reserved</th>
                <th scope="col" class="number">Allocated</th>
                <th scope="col" class="number">Unmet</th>
                <th scope="col" class="number">Cost per hour</th>
              </tr>
            </thead>
            <tbody>
              {preview.accounts.map(row => (
                <tr key={`${row.accountId}\n${row.resourceType}`}>
                  <th scope="row">{row.accountId}</th>
                  <Change before={amount(row.without.reserved)} after={amount(row.with.reserved)} />
                  <Change before={amount(row.without.allocated)} after={amount(row.with.allocated)} />
                  <Change before={amount(row.without.unmet)} after={amount(row.with.unmet)} />
                  <Change before={money(row.without.costPerHour)} after={money(row.with.costPerHour)} />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {preview.changed !== undefined && preview.changed > preview.accounts.length ? <p class="hint">{preview.changed} accounts would be decided otherwise; {preview.accounts.length} are shown.</p> : null}
      <p>All together {money(preview.costPerHourWithout)} → <strong>{money(preview.costPerHourWith)}</strong> an hour.</p>
      <Binds binds={preview.binds} />
    </div>
  );
}

const Change = ({ before, after }: { before: string; after: string }): JSX.Element => (
  <td class="number">{before === after ? before : <>{before} → <strong>{after}</strong></>}</td>
);

/** What the server says of each field, under the names that the form has. */
function fieldErrors(error: ApiError): Errors {
  const named: Errors = {};
  for (const [path, messages] of Object.entries(error.problem.errors ?? {})) {
    const name = path.replace(/^\$\.?/, '').replace(/^./, first => first.toLowerCase());
    named[name] = messages.join(' ');
  }

  return named;
}
