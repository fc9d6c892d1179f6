import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { get } from './api';
import { FanChart, type FanData } from './chart';
import * as clock from './clock';
import { DecisionList } from './decisions';
import { amount, money, percent, sum, units } from './format';
import { useLoaded } from './load';
import { OverrideForm } from './override-form';
import { OverrideList } from './overrides';
import { Badge, Card, Choice, ErrorNote, Figure, horizonOptions, Loading, When } from './parts';
import { href, type Route } from './route';
import type { AccountView, ByZone, Decision } from './types';

const past = { PT1H: '3 hours', P1D: 'day', P7D: 'week' };
const ahead = { PT1H: 'hour', P1D: 'day', P7D: 'week' };

export function AccountPage({ route, changed }: { route: Route; changed: (what: string) => void }): JSX.Element {
  const view = useLoaded(async () => {
    const read = await get<AccountView>('overview/account', { account: route.account, resource: route.resource, horizon: route.horizon });
    clock.setClock(read.now);
    return read;
  }, `${route.resource ?? ''}\n${route.horizon}`);
  const back = <nav aria-label="Where you are" class="crumbs"><a href={href({ ...route, account: null })}>← All accounts</a></nav>;
  const shown = view.value;
  const done = (what: string) => {
    changed(what);
    void view.reload();
  };

  return (
    <div aria-busy={view.loading}>
      {back}
      <h1 tabIndex={-1}>{route.account}</h1>
      {view.error ? <ErrorNote error={view.error} retry={() => void view.reload()} /> : null}
      {shown ? <Shown view={shown} route={route} changed={done} /> : view.error ? null : <Loading what="the account" />}
    </div>
  );
}

function Shown({ view, route, changed }: { view: AccountView; route: Route; changed: (what: string) => void }): JSX.Element {
  const decision = view.decisions[0] ?? null;
  const chart = useMemo(() => chartOf(view), [view]);
  const peak = decision?.forecasts.find(candidate => candidate.horizon === 'Hour');
  const held = decision ? holding(decision) : {};
  const frozen = view.overrides.find(override => override.kind === 'freeze' && new Date(override.effectiveFrom) <= clock.now());
  return (
    <>
      <p class="facts">
        {view.account.name && view.account.name !== view.account.id ? <span>{view.account.name}</span> : null}
        {view.account.businessUnit ? <span>{view.account.businessUnit}</span> : null}
        <span>{view.resourceType}</span>
        {decision?.mode === 'Recommend' || (!decision && view.account.mode === 'Recommend') ? <Badge tone="quiet">Recommend: shown, not carried out</Badge> : <Badge tone="good">Enforce</Badge>}
        <span>priority {decision?.effectivePriority ?? view.account.priority}</span>
        {frozen ? <Badge tone="cold">Frozen</Badge> : null}
      </p>
      {view.resourceTypes.length > 1 ? (
        <nav aria-label="Resource types of this account" class="chips">
          {view.resourceTypes.map(type => <a key={type} class="chip" href={href({ ...route, resource: type })} {...(type === view.resourceType ? { 'aria-current': 'page' as const } : {})}>{type}</a>)}
        </nav>
      ) : null}
      {decision?.holdReason ? <p class="note note-warn"><strong>Held</strong>: {decision.holdReason}. Nothing changes until newer usage comes.</p> : null}
      {decision?.fallbackReason ? <p class="note note-warn"><strong>Forecast by a stand-in</strong>: {decision.fallbackReason}</p> : null}
      <dl class="figures">
        <Figure label="Demand now" value={amount(decision?.usageNow ?? view.usage.values.at(-1))} unit="units" detail={decision?.usageAt ? <>seen <When at={decision.usageAt} relative focusable /></> : null} />
        <Figure label="Next hour" value={amount(peak?.mean)} unit="units" detail={peak ? <>{amount(peak.lower)} to {amount(peak.upper)} ({percent(peak.level)}) by {peak.model}</> : 'no prediction'} />
        <Figure label="Reserved" value={decision ? units(sum(held)) : '–'} unit="units" detail={decision && decision.mode === 'Recommend' ? `${units(sum(decision.reservedAfter))} would be reserved` : null} />
        <Figure label="Allocated" value={decision ? units(decision.mode === 'Enforce' ? decision.allocatedAfter : decision.allocatedBefore) : '–'} unit="units" detail={decision && decision.mode === 'Recommend' ? `${units(decision.allocatedAfter)} would be allocated` : null} />
        <Figure label="Unmet" value={amount(decision?.unmet)} unit="units" {...(decision && decision.unmet > 0 ? { tone: 'bad' as const } : {})} detail={decision && decision.unmet > 0 ? 'needed, and not covered' : null} />
      </dl>
      <Card
        title={`The last ${past[route.horizon]} and the next ${ahead[route.horizon]}`}
        action={<Choice label="Time shown" options={horizonOptions} value={route.horizon} choose={horizon => { location.hash = href({ ...route, horizon }); }} />}
      >
        <FanChart data={chart} unit="units" />
        {view.forecast ? (
          <p class="hint">
            Predicted by <strong>{view.forecast.model}</strong>, confidence {view.forecast.confidence.toLowerCase()}{view.forecast.confidenceReason ? `: ${view.forecast.confidenceReason}` : ''}.
            {view.forecast.candidates.length > 1 ? ` Best of ${view.forecast.candidates.length}: ${view.forecast.candidates.slice(0, 3).map(candidate => `${candidate.model} ${amount(candidate.score)}`).join(', ')} (scaled loss, lower is better).` : ''}
          </p>
        ) : null}
      </Card>
      <div class="pair">
        <Card title="Reservation by zone"><Zones decision={decision} /></Card>
        <Card title="Overrides in force">
          <OverrideList overrides={view.overrides} changed={changed} empty="None for this account." />
        </Card>
      </div>
      <Card title="Add an override">
        <OverrideForm account={view.account.id} resource={view.resourceType} changed={changed} />
      </Card>
      <Card title="Decisions">
        <DecisionList decisions={view.decisions} account={view.account.id} resource={view.resourceType} />
      </Card>
    </>
  );
}

function Zones({ decision }: { decision: Decision | null }): JSX.Element {
  const zones = decision ? [...new Set([...Object.keys(decision.reservedBefore), ...Object.keys(decision.reservedAfter)])].sort() : [];
  if (!decision || zones.length === 0) {
    return <p class="empty">Nothing is reserved.</p>;
  }

  const most = Math.max(1, ...zones.map(zone => Math.max(decision.reservedBefore[zone] ?? 0, decision.reservedAfter[zone] ?? 0)));
  return (
    <>
      <table class="zones">
        <thead>
          <tr><th scope="col">Zone</th><th scope="col"><span class="unseen">Share</span></th><th scope="col" class="number">{decision.mode === 'Enforce' ? 'Units' : 'Now → would be'}</th></tr>
        </thead>
        <tbody>
          {zones.map(zone => {
            const before = decision.reservedBefore[zone] ?? 0;
            const after = decision.reservedAfter[zone] ?? 0;
            return (
              <tr key={zone}>
                <th scope="row">{zone}</th>
                <td class="bar-cell"><div class="bar" style={{ width: `${(100 * after) / most}%` }} /></td>
                <td class="number">{before === after ? units(after) : <>{units(before)} → <strong>{units(after)}</strong></>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p class="hint">{money(decision.costPerHourBefore) === money(decision.costPerHourPlanned) ? '' : `${money(decision.costPerHourBefore)} → `}{money(decision.costPerHourPlanned)} an hour, as planned in the last cycle.</p>
    </>
  );
}

const holding = (decision: Decision): ByZone => (decision.mode === 'Enforce' ? decision.reservedAfter : decision.reservedBefore);

function chartOf(view: AccountView): FanData {
  const decisions = [...view.decisions].reverse();
  const now = clock.now().getTime();
  const at = decisions.map(decision => cycleTime(decision.cycleId));
  const end = view.forecast ? new Date(view.forecast.timestamps.at(-1)!).getTime() : now;
  const onward = (values: number[]) => ({
    at: at.length > 0 && end > at.at(-1)! ? [...at, end] : at,
    value: at.length > 0 && end > at.at(-1)! ? [...values, values.at(-1)!] : values,
  });
  const reserved = decisions.map(decision => sum(holding(decision)));
  const recommended = decisions.map(decision => sum(decision.reservedAfter));
  const allocated = decisions.map(decision => (decision.mode === 'Enforce' ? decision.allocatedAfter : decision.allocatedBefore));
  const outer = view.forecast?.intervals.find(interval => interval.level === 0.9);
  const most = (values: number[]) => (values.length === 0 ? null : values.reduce((left, right) => Math.max(left, right)));
  return {
    now,
    demand: { at: view.usage.timestamps.map(text => new Date(text).getTime()), value: view.usage.values },
    forecast: view.forecast,
    reserved: onward(reserved),
    allocated: onward(allocated),
    recommended: recommended.some((value, index) => value !== reserved[index]) ? onward(recommended) : null,
    summary:
      `Demand was ${amount(view.usage.values.at(-1))} units last, at most ${amount(most(view.usage.values))} in the time shown. ` +
      (view.forecast ? `Expected at most ${amount(most(view.forecast.mean))}; the 90 % interval reaches ${amount(most(outer?.upper ?? []))}. ` : 'There is no prediction. ') +
      (reserved.length > 0 ? `${amount(reserved.at(-1))} units are reserved, ${amount(allocated.at(-1))} allocated.` : ''),
  };
}

/** `cycle-20261124T0205Z`, by its scheduled minute. */
export function cycleTime(id: string): number {
  const [, y, mo, d, h, mi] = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z/.exec(id) ?? [];
  return Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi));
}
