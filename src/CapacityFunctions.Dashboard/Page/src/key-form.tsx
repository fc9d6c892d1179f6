import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { currentKey, forgetKey, keepKey } from './session';

/** Asks for a function key where neither a key nor an identity came with the page. */
export function KeyForm({ again, tried, busy }: { again: () => void; tried: boolean; busy: boolean }): JSX.Element {
  const [key, setKey] = useState('');
  const [came] = useState(() => currentKey() !== null);
  const refused = (came || tried) && !busy;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    forgetKey();
    input.current?.focus();
  }, []);
  return (
    <main class="gate">
      <form
        class="card"
        onSubmit={event => {
          event.preventDefault();
          keepKey(key.trim());
          again();
        }}
      >
        <h1>Capacity</h1>
        <p>This page shows its data to whoever has a function key. It keeps the key in this tab only.</p>
        {refused ? <p class="field-error" role="alert" id="key-error">This key is not valid here.</p> : null}
        <label for="key">Function key</label>
        <input ref={input} id="key" type="password" autocomplete="off" required value={key} onInput={event => setKey(event.currentTarget.value)} {...(refused ? { 'aria-describedby': 'key-error', 'aria-invalid': true } : {})} />
        <button type="submit" class="primary" disabled={busy}>Open</button>
        <p class="hint">On your own machine <code>capacity up</code> prints an address that holds the key. In Azure it is under the app’s App keys.</p>
      </form>
    </main>
  );
}
