// The JSON of the API, as far as the page reads it.

export type Horizon = 'PT1H' | 'P1D' | 'P7D';
export type TroubleKind = 'unmet' | 'refused' | 'held' | 'coverage' | 'fallback' | 'frozen';
export type ByZone = Record<string, number>;

export interface Problem {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  errors?: Record<string, string[]>;
}

export interface HorizonPeak {
  horizon: 'Hour' | 'Day' | 'Week';
  mean: number;
  level: number;
  lower: number;
  upper: number;
  model: string;
  confidence: string;
}

export interface Interval {
  level: number;
  lower: number[];
  upper: number[];
}

export interface Forecast {
  horizon: Horizon;
  model: string;
  confidence: string;
  confidenceReason: string;
  candidates: { model: string; score: number }[];
  timestamps: string[];
  mean: number[];
  intervals: Interval[];
}

export interface CycleFacts {
  id: string;
  scheduledAt: string;
  status: 'Running' | 'Completed' | 'Failed' | 'Abandoned' | 'Skipped';
  startedBy: string;
  startedAt: string;
  endedAt: string | null;
  summary: { held: number; fallbackForecasts: number; failedRequests: number; series: number } | null;
  reason: string | null;
}

export interface SystemState {
  latest: CycleFacts | null;
  decided: CycleFacts | null;
  durationSeconds: number | null;
  cyclesInDay: number;
  missedTicks: number;
  failedCycles: number;
  failedRequests: number;
  pendingRequests: number;
}

export interface TimelineEntry {
  cycleId: string;
  at: string;
  demand: number | null;
  predictedNextHour: number | null;
  reserved: number;
  recommended: number;
  allocated: number;
  unmet: number;
  costPerHour: number;
  prices: ByZone;
}

export interface Timeline {
  demandAt: string[];
  demand: number[];
  timestamps: string[];
  reserved: number[];
  recommended: number[];
  allocated: number[];
}

export interface Trouble {
  kind: TroubleKind;
  text: string;
}

export interface AccountRow {
  accountId: string;
  name: string | null;
  businessUnit: string | null;
  mode: 'Enforce' | 'Recommend';
  priority: number;
  usageNow: number | null;
  usageAt: string | null;
  nextHour: HorizonPeak | null;
  reserved: number;
  recommended: number;
  allocated: number;
  unmet: number;
  costPerHour: number;
  troubles: Trouble[];
}

export interface Override {
  id: string;
  kind: OverrideKind;
  accountId: string;
  resourceType: string;
  value: number | null;
  mode: 'Enforce' | 'Recommend' | null;
  effectiveFrom: string;
  expiresAt: string;
  reason: string;
  author: string;
}

export type OverrideKind =
  | 'pin-reservation'
  | 'reservation-floor'
  | 'reservation-ceiling'
  | 'pin-allocation'
  | 'priority'
  | 'guaranteed-minimum'
  | 'demand-uplift'
  | 'freeze'
  | 'mode';

export interface Overview {
  now: string;
  resourceTypes: string[];
  resourceType: string | null;
  system: SystemState;
  group: { cycleId: string; entry: TimelineEntry | null; peaks: HorizonPeak[] } | null;
  today: { since: string | null; cost: number; reservedUnitHours: number; peakDemand: number | null; peakCost: number | null; saved: number | null } | null;
  forecast: Forecast | null;
  timeline: Timeline;
  accounts: AccountRow[];
  overrides: Override[];
}

export interface Decision {
  cycleId: string;
  mode: 'Enforce' | 'Recommend';
  usageNow: number | null;
  usageAt: string | null;
  forecasts: HorizonPeak[];
  holdReason: string | null;
  fallbackReason: string | null;
  reservedBefore: ByZone;
  reservedAfter: ByZone;
  costPerHourBefore: number;
  costPerHourPlanned: number;
  allocatedBefore: number;
  allocatedAfter: number;
  effectivePriority: number;
  unmet: number;
  reasons: string[];
  overrides: Override[];
}

export interface AccountView {
  now: string;
  account: { id: string; name: string | null; businessUnit: string | null; priority: number; mode: 'Enforce' | 'Recommend' };
  resourceType: string;
  resourceTypes: string[];
  usage: { timestamps: string[]; values: number[] };
  forecast: Forecast | null;
  decisions: Decision[];
  overrides: Override[];
}

export interface Explanation {
  headline: string;
  sections: { title: string; sentences: string[] }[];
}

export interface AccuracyItem {
  accountId: string | null;
  horizon: string;
  model: string;
  /** Whether the model predicts now; records of earlier ones stay. */
  inUse?: boolean;
  outcomes: number;
  mase: number | null;
  coverage90: number | null;
  bias: number | null;
  drift: string | null;
}

export interface PreviewSide {
  reserved: number;
  allocated: number;
  unmet: number;
  costPerHour: number;
}

export interface Preview {
  binds: string[];
  accounts: { accountId: string; resourceType: string; without: PreviewSide; with: PreviewSide; reasons: string[] }[];
  /** How many would be decided otherwise; not all of them need be among the accounts. */
  changed?: number;
  costPerHourWithout: number;
  costPerHourWith: number;
}

export interface OverrideDraft {
  kind: OverrideKind;
  accountId: string;
  resourceType: string;
  value?: number;
  mode?: string;
  effectiveFrom?: string;
  expiresAt: string;
  reason: string;
}
