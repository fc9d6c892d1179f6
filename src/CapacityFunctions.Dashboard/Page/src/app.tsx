import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { AccountPage } from './account';
import { get } from './api';
import * as clock from './clock';
import { until } from './format';
import { FreezeDialog } from './freeze';
import { GroupPage } from './group';
import { KeyForm } from './key-form';
import { freezesEverything } from './kinds';
import { useLoaded } from './load';
import { EndButton } from './overrides';
import { ErrorNote, Loading, When } from './parts';
import { href, useRoute } from './route';
import type { Overview } from './types';

export function App(): JSX.Element {
  const route = useRoute();
  const [freezing, setFreezing] = useState(false);
  const [said, setSaid] = useState('');
  const [keyTries, setKeyTries] = useState(0);
  const main = useRef<HTMLElement>(null);
  const overview = useLoaded(
    async () => {
      const read = await get<Overview>('overview', { resource: route.resource, horizon: route.horizon });
      clock.setClock(read.now);
      return read;
    },
    `${route.resource ?? ''}\n${route.horizon}\n${keyTries}`,
  );
  const shown = overview.value;
  const resource = route.resource ?? shown?.resourceType ?? null;
  const frozen = shown?.overrides.find(override => freezesEverything(override) && new Date(override.effectiveFrom) <= clock.now());

  // A new view begins at its top, for the eye and for the keyboard.
  const account = useRef(route.account);
  useEffect(() => {
    document.title = route.account === null ? 'Capacity' : `${route.account} · Capacity`;
    if (account.current !== route.account) {
      account.current = route.account;
      scrollTo(0, 0);
      main.current?.querySelector('h1')?.focus();
    }
  }, [route.account]);

  const told = useRef('');
  const cycle = shown?.system.decided?.id ?? '';
  useEffect(() => {
    if (cycle && told.current && told.current !== cycle) {
      const trouble = shown!.accounts.filter(row => row.troubles.length > 0).length;
      setSaid(`New cycle shown. ${trouble} accounts need attention.`);
    }

    told.current = cycle;
  }, [cycle]);

  if (overview.error?.status === 401) {
    return <KeyForm again={() => setKeyTries(tries => tries + 1)} tried={keyTries > 0} busy={overview.loading} />;
  }

  const changed = (what: string) => {
    setSaid(what);
    void overview.reload();
  };

  return (
    <>
      <a class="skip" href="#main" onClick={event => { event.preventDefault(); main.current?.focus(); }}>Skip to the content</a>
      <header class="top">
        <a class="brand" href={href({ ...route, account: null })}>
          <span class="mark" aria-hidden="true" /> Capacity
        </a>
        <div class="top-tools">
          {shown && shown.resourceTypes.length > 0 ? (
            <label class="resource">
              <span>Resource type</span>
              <select value={resource ?? ''} onChange={event => { location.hash = href({ ...route, account: null, resource: event.currentTarget.value }); }}>
                {shown.resourceTypes.map(type => <option key={type} value={type}>{type}</option>)}
              </select>
            </label>
          ) : null}
          {shown ? (
            <span class="fresh">
              {overview.error ? <strong class="bad">Not up to date</strong> : <>Read <When at={clock.now().toISOString()} focusable /></>}
              <button type="button" class="quiet" onClick={() => void overview.reload()} aria-label="Read again now" title="Read again now">↻</button>
            </span>
          ) : null}
          <button type="button" class="danger-outline" onClick={() => setFreezing(true)}>Freeze everything</button>
        </div>
      </header>
      <p class="unseen" role="status" aria-live="polite">{said}</p>
      {frozen ? (
        <div class="banner" role="region" aria-label="Everything is frozen">
          <p>
            <strong>Everything is frozen</strong> by {frozen.author || 'somebody'} for {until(new Date(frozen.expiresAt), clock.now())} more: {frozen.reason}
          </p>
          <EndButton override={frozen} ended={() => changed('The freeze has ended; the next cycle decides again.')} />
        </div>
      ) : null}
      <main id="main" ref={main} tabIndex={-1}>
        {overview.error && route.account === null ? <ErrorNote error={overview.error} retry={() => void overview.reload()} /> : null}
        {route.account !== null ? (
          <AccountPage key={`${route.account}\n${keyTries}`} route={route} changed={changed} />
        ) : shown ? (
          <GroupPage overview={shown} route={{ ...route, resource }} changed={changed} loading={overview.loading} />
        ) : overview.error ? null : (
          <Loading what="the group" />
        )}
      </main>
      {freezing ? <FreezeDialog close={() => setFreezing(false)} done={() => { setFreezing(false); changed('Everything is frozen from the next cycle on.'); }} /> : null}
    </>
  );
}
