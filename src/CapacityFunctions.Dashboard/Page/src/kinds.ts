import type { Override, OverrideKind } from './types';
import { exactUnits } from './units';

export interface Kind {
  name: string;
  what: string;
  /** What its value is; null where it has none. */
  value: { label: string; min: number; max: number; step: number | 'any' } | null;
}

const units = { label: 'Units', min: 0, max: 1_000_000_000, step: 'any' as const };

export const kinds: Record<OverrideKind, Kind> = {
  'reservation-floor': { name: 'Reserve at least', what: 'The reservation never falls below so many units.', value: units },
  'reservation-ceiling': { name: 'Reserve at most', what: 'The reservation never rises above so many units.', value: units },
  'pin-reservation': { name: 'Reserve exactly', what: 'The reservation is so many units, whatever is predicted.', value: units },
  'demand-uplift': { name: 'Expect more demand', what: 'Predicted demand is multiplied: 1.3 means thirty per cent more.', value: { label: 'Factor', min: 0.01, max: 100, step: 'any' } },
  'guaranteed-minimum': { name: 'Guarantee', what: 'The account gets so many units even when capacity is short.', value: units },
  'pin-allocation': { name: 'Allocate exactly', what: 'The account may use so many units of what is reserved.', value: units },
  priority: { name: 'Priority', what: 'A higher tier is served before a lower one.', value: { label: 'Tier', min: 0, max: 1000, step: 1 } },
  mode: { name: 'Mode', what: 'Enforce carries decisions out; Recommend only shows them.', value: null },
  freeze: { name: 'Freeze', what: 'Reservation and allocation stay as they are.', value: null },
};

export function describeOverride(override: Override): string {
  switch (override.kind) {
    case 'mode':
      return `Mode ${override.mode ?? ''}`;
    case 'freeze':
      return 'Frozen';
    case 'demand-uplift':
      return `Expect demand × ${exactUnits(override.value)}`;
    case 'priority':
      return `Priority ${exactUnits(override.value)}`;
    default:
      return `${kinds[override.kind].name} ${exactUnits(override.value)}`;
  }
}

export function scopeOf(override: Override): string {
  const account = override.accountId === '*' ? 'all accounts' : override.accountId;
  return override.resourceType === '*' ? `${account}, all resource types` : `${account}, ${override.resourceType}`;
}

export const freezesEverything = (override: Override): boolean => override.kind === 'freeze' && override.accountId === '*' && override.resourceType === '*';
