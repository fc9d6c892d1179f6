import type { JSX } from 'preact';
import { memo } from 'preact/compat';
import { useMemo, useState } from 'preact/hooks';
import { amount, money, units } from './format';
import { Badge } from './parts';
import { href, type Route } from './route';
import { troubleNames } from './troubles';
import type { AccountRow } from './types';

const pageSize = 100;
type Column = 'state' | 'account' | 'unit' | 'mode' | 'now' | 'next' | 'reserved' | 'allocated' | 'unmet' | 'cost';

const columns: readonly { id: Column; name: string; number?: boolean; wide?: boolean }[] = [
  { id: 'account', name: 'Account' },
  { id: 'state', name: 'State' },
  { id: 'unit', name: 'Business unit', wide: true },
  { id: 'mode', name: 'Mode', wide: true },
  { id: 'now', name: 'Now', number: true },
  { id: 'next', name: 'Next hour (90 %)', number: true, wide: true },
  { id: 'reserved', name: 'Reserved', number: true },
  { id: 'allocated', name: 'Allocated', number: true, wide: true },
  { id: 'unmet', name: 'Unmet', number: true, wide: true },
  { id: 'cost', name: 'Cost per hour', number: true, wide: true },
];

/** All accounts: searched, sorted, a hundred at a time. */
export function AccountTable({ rows, route }: { rows: AccountRow[]; route: Route }): JSX.Element {
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<{ column: Column; falling: boolean }>({ column: 'state', falling: false });
  const [shown, setShown] = useState(pageSize);
  const found = useMemo(() => ordered(matching(rows, search), sort.column, sort.falling), [rows, search, sort]);
  const visible = found.slice(0, shown);
  return (
    <>
      <div class="table-tools">
        <label for="search">Search</label>
        <input id="search" type="search" value={search} placeholder="name, business unit, mode or state" onInput={event => { setSearch(event.currentTarget.value); setShown(pageSize); }} />
        <p class="hint" role="status">{found.length === rows.length ? `${rows.length} accounts` : `${found.length} of ${rows.length} accounts`}</p>
      </div>
      <div class="scroll" tabIndex={0} role="region" aria-label="Accounts">
        <table class="accounts">
          <thead>
            <tr>
              {columns.map(column => (
                <th key={column.id} scope="col" class={classOf(column)} aria-sort={sort.column === column.id ? (sort.falling ? 'descending' : 'ascending') : 'none'}>
                  <button
                    type="button"
                    onClick={() => setSort(before => ({ column: column.id, falling: before.column === column.id ? !before.falling : column.number === true }))}
                  >
                    {column.name}
                    <span class="arrow" aria-hidden="true">{sort.column === column.id ? (sort.falling ? '▼' : '▲') : ''}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {visible.map(row => <Row key={row.accountId} row={row} link={href({ ...route, account: row.accountId })} />)}
          </tbody>
        </table>
      </div>
      {found.length === 0 ? <p class="empty">No account matches.</p> : null}
      {found.length > shown ? (
        <div class="actions">
          <button type="button" onClick={() => setShown(shown + pageSize)}>Show {Math.min(pageSize, found.length - shown)} more</button>
          <button type="button" onClick={() => setShown(found.length)}>Show all {found.length}</button>
        </div>
      ) : null}
    </>
  );
}

const Row = memo(function Row({ row, link }: { row: AccountRow; link: string }): JSX.Element {
  return (
    <tr>
      <th scope="row">
        <a href={link}>{row.accountId}</a>
        {row.name && row.name !== row.accountId ? <span class="second">{row.name}</span> : null}
      </th>
      <td>
        {row.troubles.length === 0 ? <Badge tone="good">OK</Badge> : row.troubles.map(trouble => <Badge key={trouble.kind} tone={troubleNames[trouble.kind].tone} title={trouble.text}>{troubleNames[trouble.kind].name}</Badge>)}
      </td>
      <td class="wide">{row.businessUnit ?? '–'}</td>
      <td class="wide">{row.mode === 'Recommend' ? <Badge tone="quiet" title="Decisions are shown and not carried out">Recommend</Badge> : 'Enforce'}</td>
      <td class="number">{amount(row.usageNow)}</td>
      <td class="number wide">{row.nextHour ? <>{amount(row.nextHour.mean)} <span class="second-inline">{amount(row.nextHour.lower)}–{amount(row.nextHour.upper)}</span></> : '–'}</td>
      <td class="number">{units(row.reserved)}{row.recommended !== row.reserved ? <span class="second-inline" title="What would be reserved"> ({units(row.recommended)})</span> : null}</td>
      <td class="number wide">{units(row.allocated)}</td>
      <td class={`number wide${row.unmet > 0 ? ' bad' : ''}`}>{amount(row.unmet)}</td>
      <td class="number wide">{money(row.costPerHour)}</td>
    </tr>
  );
});

function matching(rows: AccountRow[], search: string): AccountRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(word => word !== '');
  return words.length === 0
    ? rows
    : rows.filter(row => {
        const text = [row.accountId, row.name, row.businessUnit, row.mode, ...row.troubles.map(trouble => `${troubleNames[trouble.kind].name} ${trouble.text}`)].join('\n').toLowerCase();
        return words.every(word => text.includes(word));
      });
}

/** Rows come with those in trouble first: that is the order of the state. */
function ordered(rows: AccountRow[], column: Column, falling: boolean): AccountRow[] {
  if (column === 'state') {
    return falling ? [...rows].reverse() : rows;
  }

  const value: Record<Exclude<Column, 'state'>, (row: AccountRow) => string | number> = {
    account: row => row.accountId,
    unit: row => row.businessUnit ?? '',
    mode: row => row.mode,
    now: row => row.usageNow ?? -1,
    next: row => row.nextHour?.mean ?? -1,
    reserved: row => row.reserved,
    allocated: row => row.allocated,
    unmet: row => row.unmet,
    cost: row => row.costPerHour,
  };
  const of = value[column];
  const sign = falling ? -1 : 1;
  return [...rows].sort((left, right) => {
    const a = of(left);
    const b = of(right);
    return sign * (typeof a === 'number' ? a - (b as number) : a.localeCompare(b as string, 'en', { numeric: true }));
  });
}

const classOf = ({ number, wide }: { number?: boolean; wide?: boolean }): string => [number ? 'number' : '', wide ? 'wide' : ''].filter(Boolean).join(' ');
