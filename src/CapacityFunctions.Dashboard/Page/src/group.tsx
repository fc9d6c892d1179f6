import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { useAccuracy } from './accuracy';
import { AccountTable } from './account-table';
import { FanChart, type FanData } from './chart';
import * as clock from './clock';
import { amount, money, percent, units } from './format';
import { Health } from './health';
import { OverrideList } from './overrides';
import { Card, Choice, Figure, horizonOptions } from './parts';
import { href, type Route } from './route';
import { TroubleList } from './troubles';
import type { Overview } from './types';

const past = { PT1H: '3 hours', P1D: 'day', P7D: 'week' };
const ahead = { PT1H: 'hour', P1D: 'day', P7D: 'week' };

export function GroupPage({ overview, route, changed, loading }: { overview: Overview; route: Route; changed: (what: string) => void; loading: boolean }): JSX.Element {
  const accuracy = useAccuracy(route.resource, overview.system.decided?.id ?? '');
  const rows = useMemo(() => accuracy.addTo(overview.accounts), [overview, accuracy.items]);
  const chart = useMemo(() => chartOf(overview), [overview]);
  const entry = overview.group?.entry ?? null;
  const peak = overview.group?.peaks.find(candidate => candidate.horizon === 'Hour');
  const troubled = rows.filter(row => row.troubles.length > 0);

  if (!overview.group || !route.resource) {
    return <Nothing overview={overview} changed={changed} />;
  }

  const level = peak ? percent(peak.level) : '';
  return (
    <div aria-busy={loading}>
      <h1 tabIndex={-1}>{headline(overview)}</h1>
      <dl class="figures">
        <Figure label="Demand now" value={amount(entry?.demand)} unit="units" detail={peak ? <>up to {amount(peak.upper)} within the hour ({level})</> : 'no prediction yet'} />
        <Figure label="Reserved" value={entry ? units(entry.reserved) : '–'} unit="units" detail={entry ? <>{units(entry.allocated)} allocated{entry.recommended !== entry.reserved ? <>, {units(entry.recommended)} with what is only recommended</> : null}</> : null} />
        <Figure label="Unmet" value={entry ? amount(entry.unmet) : '–'} unit="units" {...(entry && entry.unmet > 0 ? { tone: 'bad' as const } : {})} detail={entry && entry.unmet > 0 ? 'needed, and not covered' : 'all demand is covered'} />
        <Figure label="Cost today" value={money(overview.today?.cost)} detail={<>{money(entry?.costPerHour)} an hour now; since 00:00 UTC</>} />
        <Figure
          label="Saved today"
          value={money(overview.today?.saved)}
          {...(overview.today?.saved ? { tone: overview.today.saved > 0 ? ('good' as const) : ('bad' as const) } : {})}
          detail={overview.today?.peakDemand ? <>against holding the peak, {amount(overview.today.peakDemand)} units, all day</> : 'known from the second day on'}
        />
      </dl>
      <Card
        title={`The last ${past[route.horizon]} and the next ${ahead[route.horizon]}`}
        action={<Choice label="Time shown" options={horizonOptions} value={route.horizon} choose={horizon => { location.hash = href({ ...route, horizon }); }} />}
      >
        <FanChart data={chart} unit="units" />
      </Card>
      <div class="pair">
        <Card title={troubled.length === 0 ? 'Needs attention' : `Needs attention: ${troubled.length}`}>
          <TroubleList rows={troubled} route={route} />
        </Card>
        <Card title={overview.overrides.length === 0 ? 'Overrides in force' : `Overrides in force: ${overview.overrides.length}`}>
          <OverrideList overrides={overview.overrides} changed={changed} empty="None. Everything is decided by the rules. To add one, open an account." />
        </Card>
      </div>
      <Card title={`Accounts: ${rows.length}`}>
        <AccountTable rows={rows} route={route} />
      </Card>
      <Health system={overview.system} accuracy={accuracy} changed={changed} />
      <details class="terms">
        <summary>What the figures mean</summary>
        <p><strong>Cost today</strong>: what was held after each cycle, times its price, from 00:00 UTC on.</p>
        <p><strong>Saved today</strong>: what it would have cost over the same time, at the mean price of what was held, to hold the highest demand seen before today (static peak), less the cost today. Below 0 when more was paid than that.</p>
        <p><strong>Unmet</strong>: need that no reservation or allocation covers. <strong>Expected</strong>: the mean of the prediction; demand stays inside the 90 % interval nine times in ten.</p>
        <p>Units are those of the resource type. Times are in your time zone; UTC shows on hover and focus.</p>
      </details>
    </div>
  );
}

function Nothing({ overview, changed }: { overview: Overview; changed: (what: string) => void }): JSX.Element {
  const running = overview.system.latest?.status === 'Running';
  return (
    <>
      <h1 tabIndex={-1}>{running ? 'The first cycle runs' : 'Nothing has been decided yet'}</h1>
      <Card title="What comes next">
        <p>{running ? 'It forecasts every account, then reserves and allocates. What it decides shows here when it has ended.' : 'A cycle runs every five minutes. It needs accounts (PUT /accounts/{id}) and their usage (POST /usage).'}</p>
        {overview.system.latest?.reason ? <p>The last cycle ended as {overview.system.latest.status}: {overview.system.latest.reason}</p> : null}
      </Card>
      <Health system={overview.system} accuracy={null} changed={changed} />
    </>
  );
}

function headline(overview: Overview): string {
  const entry = overview.group?.entry;
  const frozen = overview.overrides.some(override => override.kind === 'freeze' && override.accountId === '*');
  if (!entry) {
    return 'The last cycle decided on nothing here';
  }

  if (entry.unmet > 0) {
    return `${amount(entry.unmet)} units are needed that no capacity covers`;
  }

  const held = overview.accounts.filter(row => row.troubles.some(trouble => trouble.kind === 'held')).length;
  return `All known demand is covered${frozen ? '; everything is frozen' : held > 0 ? `; ${held} ${held === 1 ? 'account reports' : 'accounts report'} no usage` : ''}`;
}

function chartOf(overview: Overview): FanData {
  const { timeline, forecast } = overview;
  const now = clock.now().getTime();
  const at = timeline.timestamps.map(text => new Date(text).getTime());
  const end = forecast ? new Date(forecast.timestamps.at(-1)!).getTime() : now;
  const onward = (values: number[]) => ({
    at: at.length > 0 && end > at.at(-1)! ? [...at, end] : at,
    value: at.length > 0 && end > at.at(-1)! ? [...values, values.at(-1)!] : values,
  });
  const outer = forecast?.intervals.find(interval => interval.level === 0.9);
  const reserved = timeline.reserved.at(-1);
  return {
    now,
    demand: { at: timeline.demandAt.map(text => new Date(text).getTime()), value: timeline.demand },
    forecast,
    reserved: onward(timeline.reserved),
    allocated: onward(timeline.allocated),
    recommended: timeline.recommended.some((value, index) => value !== timeline.reserved[index]) ? onward(timeline.recommended) : null,
    summary:
      `Demand was ${amount(timeline.demand.at(-1))} units last, between ${amount(lowest(timeline.demand))} and ${amount(highest(timeline.demand))} in the time shown. ` +
      (forecast ? `Expected at most ${amount(highest(forecast.mean))}; the 90 % interval reaches ${amount(highest(outer?.upper ?? []))}. ` : 'There is no prediction yet. ') +
      (reserved === undefined ? '' : `${amount(reserved)} units are reserved, ${amount(timeline.allocated.at(-1))} allocated.`),
  };
}

const highest = (values: number[]): number | null => (values.length === 0 ? null : values.reduce((left, right) => Math.max(left, right)));
const lowest = (values: number[]): number | null => (values.length === 0 ? null : values.reduce((left, right) => Math.min(left, right)));
