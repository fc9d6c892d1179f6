import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { ApiError } from './api';
import * as clock from './clock';
import { ago, local, localFull, utc } from './format';

/** A time in the viewer's zone; UTC on hover, and on focus where it can be focused. */
export function When({ at, relative = false, focusable = false }: { at: string; relative?: boolean; focusable?: boolean }): JSX.Element {
  const instant = new Date(at);
  const now = clock.now();
  return (
    <time class="when" dateTime={instant.toISOString()} title={`${localFull(instant)} here, ${utc(instant)}`} data-utc={utc(instant)} {...(focusable ? { tabIndex: 0 } : {})}>
      {relative ? ago(instant, now) : local(instant, now)}
    </time>
  );
}

export function ErrorNote({ error, retry }: { error: ApiError; retry?: () => void }): JSX.Element {
  return (
    <div class="note note-bad" role="alert">
      <p>
        <strong>{error.problem.title ?? 'Something went wrong'}</strong>
        {error.problem.detail ? <span>: {error.problem.detail}</span> : null}
      </p>
      <p>
        {error.advice} {retry ? <button type="button" class="link" onClick={retry}>Ask again now</button> : null}
      </p>
    </div>
  );
}

export function Loading({ what }: { what: string }): JSX.Element {
  return (
    <p class="loading" role="status">
      <span class="spinner" aria-hidden="true" /> Loading {what}…
    </p>
  );
}

export function Badge({ tone, children, title }: { tone: 'bad' | 'warn' | 'good' | 'quiet' | 'cold'; children: ComponentChildren; title?: string }): JSX.Element {
  return <span class={`badge badge-${tone}`} {...(title ? { title } : {})}>{children}</span>;
}

export function Card({ title, children, action, id }: { title: string; children: ComponentChildren; action?: ComponentChildren; id?: string }): JSX.Element {
  const heading = useId();
  return (
    <section class="card" aria-labelledby={heading} {...(id ? { id } : {})}>
      <div class="card-head">
        <h2 id={heading}>{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

export function Figure({ label, value, unit, detail, tone }: { label: string; value: string; unit?: string; detail?: ComponentChildren; tone?: 'bad' | 'good' }): JSX.Element {
  return (
    <div class={`figure${tone ? ` figure-${tone}` : ''}`}>
      <dt>{label}</dt>
      <dd>
        <span class="figure-value">{value}</span>
        {unit ? <span class="figure-unit"> {unit}</span> : null}
        {detail ? <span class="figure-detail">{detail}</span> : null}
      </dd>
    </div>
  );
}

/** A question that takes the focus and gives it back. */
export function Dialog({ title, children, close }: { title: string; children: ComponentChildren; close: () => void }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby={heading} onCancel={event => { event.preventDefault(); close(); }}>
      <h2 id={heading}>{title}</h2>
      {children}
    </dialog>
  );
}

/** One choice of a few, as radio buttons that look like a switch. */
export function Choice<T extends string>({ label, options, value, choose }: { label: string; options: readonly (readonly [T, string])[]; value: T; choose: (value: T) => void }): JSX.Element {
  const name = useId();
  return (
    <fieldset class="choice">
      <legend class="unseen">{label}</legend>
      {options.map(([option, text]) => (
        <label key={option} class={option === value ? 'chosen' : ''}>
          <input type="radio" name={name} value={option} checked={option === value} onChange={() => choose(option)} />
          {text}
        </label>
      ))}
    </fieldset>
  );
}

export const horizonOptions = [['PT1H', '1 hour'], ['P1D', '1 day'], ['P7D', '1 week']] as const;
