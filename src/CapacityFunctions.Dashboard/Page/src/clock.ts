// The app's clock, which a replay moves: what is "now" on the page is its now.

let offsetMs = 0;

export function setClock(serverNow: string): void {
  offsetMs = new Date(serverNow).getTime() - Date.now();
}

export const now = (): Date => new Date(Date.now() + offsetMs);

/** Cycles are named by their minute: what shall hold for one that is run at once has to begin with the minute. */
export const thisMinute = (): string => new Date(Math.floor(now().getTime() / 60_000) * 60_000).toISOString();
