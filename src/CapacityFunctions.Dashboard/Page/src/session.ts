// The key: taken out of the address at once, kept for this tab only, sent as a header.

const storageKey = 'capacity-key';
const folder = /\/dashboard(\/.*)?$/;

/** Where the API is: everything before `/dashboard`. */
export const apiBase = location.pathname.replace(folder, '');

/** Moves a key from the address to this tab's storage; the address without it is the one that can be reloaded. */
export function takeKeyFromAddress(): void {
  const code = new URLSearchParams(location.search).get('code');
  if (code) {
    sessionStorage.setItem(storageKey, code);
    history.replaceState(null, '', `${apiBase}/dashboard/view${location.hash}`);
  }
}

export function currentKey(): string | null {
  return sessionStorage.getItem(storageKey);
}

export function keepKey(key: string): void {
  sessionStorage.setItem(storageKey, key);
}

export function forgetKey(): void {
  sessionStorage.removeItem(storageKey);
}
