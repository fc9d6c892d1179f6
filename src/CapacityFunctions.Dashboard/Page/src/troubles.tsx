import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Badge } from './parts';
import { href, type Route } from './route';
import type { AccountRow, TroubleKind } from './types';

const fewest = 6;

export const troubleNames: Record<TroubleKind, { name: string; tone: 'bad' | 'warn' | 'cold' }> = {
  unmet: { name: 'Unmet', tone: 'bad' },
  refused: { name: 'Refused', tone: 'bad' },
  held: { name: 'No usage', tone: 'warn' },
  coverage: { name: 'Forecast off', tone: 'warn' },
  fallback: { name: 'Fallback', tone: 'warn' },
  frozen: { name: 'Frozen', tone: 'cold' },
};

/** Accounts that somebody should look at, worst first. */
export function TroubleList({ rows, route }: { rows: AccountRow[]; route: Route }): JSX.Element {
  const [all, setAll] = useState(false);
  if (rows.length === 0) {
    return <p class="empty">Nothing. Every account is covered and decided on.</p>;
  }

  return (
    <>
      <ul class="troubles">
        {(all ? rows : rows.slice(0, fewest)).map(row => (
          <li key={row.accountId}>
            <a href={href({ ...route, account: row.accountId })}>{row.accountId}</a>
            {row.troubles.map(trouble => (
              <p key={trouble.kind}>
                <Badge tone={troubleNames[trouble.kind].tone}>{troubleNames[trouble.kind].name}</Badge> {trouble.text}
              </p>
            ))}
          </li>
        ))}
      </ul>
      {rows.length > fewest ? <button type="button" class="link" aria-expanded={all} onClick={() => setAll(!all)}>{all ? 'Show fewer' : `Show all ${rows.length}`}</button> : null}
    </>
  );
}
