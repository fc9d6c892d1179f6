import { useEffect, useState } from 'preact/hooks';
import type { Horizon } from './types';

/** What is shown. Names are query parameters, so that every character in them survives. */
export interface Route {
  account: string | null;
  resource: string | null;
  horizon: Horizon;
}

const horizons: readonly Horizon[] = ['PT1H', 'P1D', 'P7D'];

export function parse(hash: string): Route {
  const [, search = ''] = hash.split(/\?(.*)/s);
  const parameters = new URLSearchParams(search);
  const horizon = parameters.get('horizon') as Horizon | null;
  return {
    account: hash.startsWith('#/account') ? parameters.get('account') : null,
    resource: parameters.get('resource'),
    horizon: horizon && horizons.includes(horizon) ? horizon : 'P1D',
  };
}

export function href(route: Route): string {
  const parameters = new URLSearchParams();
  if (route.account !== null) {
    parameters.set('account', route.account);
  }

  if (route.resource !== null) {
    parameters.set('resource', route.resource);
  }

  parameters.set('horizon', route.horizon);
  return `#/${route.account === null ? '' : 'account'}?${parameters}`;
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => parse(location.hash));
  useEffect(() => {
    const changed = () => setRoute(parse(location.hash));
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return route;
}
