// The app's clock, which a replay moves: what is "now" on the page is its now.

let offsetMs = 0;

export function setClock(serverNow: string): void {
  offsetMs = new Date(serverNow).getTime() - Date.now();
}

export const now = (): Date => new Date(Date.now() + offsetMs);
