import { useEffect, useMemo, useState } from 'preact/hooks';
import { ApiError, get } from './api';
import { percent } from './format';
import type { AccountRow, AccuracyItem, Trouble } from './types';

/** Where 90 % intervals should hold their outcomes; fewer outcomes than these say little. */
const band = { low: 0.8, high: 0.98, fewest: 30 };
const mostPages = 20;
const order = ['unmet', 'refused', 'held', 'coverage', 'fallback', 'frozen'];

export interface Accuracy {
  items: AccuracyItem[];
  state: 'loading' | 'ready' | 'unavailable' | 'failed';
  addTo: (rows: AccountRow[]) => AccountRow[];
}

/** How past predictions of the next hour did; a system that does not track it is no error. */
export function useAccuracy(resource: string | null, cycle: string): Accuracy {
  const [items, setItems] = useState<AccuracyItem[]>([]);
  const [state, setState] = useState<Accuracy['state']>('loading');
  useEffect(() => {
    let dropped = false;
    void (async () => {
      try {
        const all: AccuracyItem[] = [];
        let token: string | null = null;
        for (let page = 0; page < mostPages && resource !== null; page++) {
          const read: { items: AccuracyItem[]; continuationToken: string | null } = await get('accuracy', { resource, horizon: 'PT1H', pageSize: '1000', continuationToken: token });
          all.push(...read.items.filter(item => item.inUse !== false && item.accountId !== null));
          token = read.continuationToken;
          if (!token) {
            break;
          }
        }

        if (!dropped) {
          setItems(all);
          setState('ready');
        }
      } catch (failure) {
        if (!dropped) {
          setState(failure instanceof ApiError && failure.status === 404 ? 'unavailable' : 'failed');
        }
      }
    })();
    return () => {
      dropped = true;
    };
  }, [resource, cycle]);

  return useMemo(() => ({ items, state, addTo: rows => addTo(rows, items) }), [items, state]);
}

function addTo(rows: AccountRow[], items: AccuracyItem[]): AccountRow[] {
  if (items.length === 0) {
    return rows;
  }

  const troubles = new Map<string, Trouble>();
  for (const item of items) {
    const text = item.drift ?? (item.outcomes >= band.fewest && item.coverage90 !== null && (item.coverage90 < band.low || item.coverage90 > band.high)
      ? `${percent(item.coverage90)} of ${item.outcomes} outcomes lay in the 90 % interval`
      : null);
    if (item.accountId && text !== null) {
      troubles.set(item.accountId, { kind: 'coverage', text });
    }
  }

  const rank = (row: AccountRow) => (row.troubles[0] ? order.indexOf(row.troubles[0].kind) : order.length);
  return rows
    .map(row => {
      const trouble = troubles.get(row.accountId);
      return trouble ? { ...row, troubles: [...row.troubles, trouble].sort((left, right) => order.indexOf(left.kind) - order.indexOf(right.kind)) } : row;
    })
    .sort((left, right) => rank(left) - rank(right));
}
