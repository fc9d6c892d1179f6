import { apiBase, currentKey } from './session';
import type { Problem } from './types';

/** A refusal of the API, or the lack of an answer (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.detail ?? problem.title ?? `status ${status}`);
  }

  /** What whoever reads it can do. */
  get advice(): string {
    switch (this.status) {
      case 0:
        return 'Check the connection, and whether the app runs. This page asks again each minute.';
      case 401:
        return 'Enter a valid function key.';
      case 403:
        return 'Your role does not allow this; ask an operator or an administrator.';
      case 404:
        return 'It may have been removed; go back to the group.';
      case 409:
        return 'End what is in the way, or ask for something else.';
      case 412:
        return 'Look at the newest state and try again.';
      case 503:
        return 'Storage does not answer. Nothing is changed meanwhile; this page asks again each minute.';
      default:
        return this.status >= 500 ? 'The app has logged the failure. This page asks again each minute.' : 'Change what is named and try again.';
    }
  }
}

export const get = <T>(path: string, parameters: Record<string, string | null> = {}): Promise<T> => send<T>('GET', path + query(parameters));

export async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  return (await answer(method, path, body)).body as T;
}

/** The status with the body, for where both count. */
export async function answer(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  const key = currentKey();
  if (key) {
    headers['x-functions-key'] = key;
  }

  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }

  let response: Response;
  try {
    response = await fetch(`${apiBase}/${path}`, {
      method,
      headers,
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError(0, { title: 'The app does not answer' });
  }

  const text = await response.text();
  let parsed: unknown = null;
  try {
    parsed = text ? JSON.parse(text) : null;
  } catch {
    parsed = null;
  }

  if (!response.ok) {
    throw new ApiError(response.status, (parsed as Problem | null) ?? { title: titleOf(response.status) });
  }

  return { status: response.status, body: parsed };
}

function query(parameters: Record<string, string | null>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null) {
      search.set(name, value);
    }
  }

  const text = search.toString();
  return text ? `?${text}` : '';
}

function titleOf(status: number): string {
  return status === 401 ? 'The key is missing or not valid' : status === 403 ? 'Not allowed' : status === 404 ? 'Not there' : `The app answered ${status}`;
}
