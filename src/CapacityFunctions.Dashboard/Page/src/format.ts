// Numbers and times for people: the viewer's time zone, with UTC beside it.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const oneDigit = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const twoDigits = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const exact = new Intl.NumberFormat('en', { maximumFractionDigits: 6 });
const moneyFormat = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const timeOfDay = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const dayAndTime = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const dayOnly = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
const axisDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** A forecast or measurement: as many digits as it has meaning. */
export function amount(value: number | null | undefined): string {
  if (value === null || value === undefined) {
    return '–';
  }

  const size = Math.abs(value);
  return (size >= 100 ? whole : size >= 10 ? oneDigit : twoDigits).format(value);
}

/** Units that are held: exactly. */
export const units = (value: number): string => exact.format(value);

export const money = (value: number | null | undefined): string => (value === null || value === undefined ? '–' : moneyFormat.format(value));

export const percent = (share: number): string => `${oneDigit.format(share * 100)} %`;

export const utc = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** The time alone today, with the day otherwise. */
export function local(at: Date, now: Date): string {
  return at.toDateString() === now.toDateString() ? timeOfDay.format(at) : dayAndTime.format(at);
}

export const localFull = (at: Date): string => dayAndTime.format(at);

/** A tick of a time axis: the day where one begins. */
export function tick(at: Date): string {
  return at.getHours() === 0 && at.getMinutes() === 0 ? axisDay.format(at) : timeOfDay.format(at);
}

export const day = (at: Date): string => dayOnly.format(at);

export function ago(at: Date, now: Date): string {
  const minutes = Math.round((now.getTime() - at.getTime()) / 60_000);
  return minutes < 1 ? 'just now' : minutes < 60 ? `${minutes} min ago` : minutes < 2880 ? `${Math.round(minutes / 60)} h ago` : `${Math.round(minutes / 1440)} days ago`;
}

export function until(at: Date, now: Date): string {
  const minutes = Math.round((at.getTime() - now.getTime()) / 60_000);
  return minutes < 1 ? 'less than a minute' : minutes < 60 ? `${minutes} min` : minutes < 2880 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} days`;
}

export function seconds(value: number | null): string {
  return value === null ? '–' : value < 100 ? `${oneDigit.format(value)} s` : `${oneDigit.format(value / 60)} min`;
}

export const sum = (byZone: Record<string, number>): number => Object.values(byZone).reduce((total, value) => total + value, 0);

/** What `<input type=datetime-local>` holds: the viewer's own clock. */
export function toInput(at: Date): string {
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
