import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from './api';

const refreshMs = 60_000;

export interface Loaded<T> {
  value: T | null;
  error: ApiError | null;
  loading: boolean;
  reload: () => Promise<void>;
}

/** Reads now, each minute while the page is looked at, and when asked. What was read stays until there is something newer. */
export function useLoaded<T>(read: () => Promise<T>, key: string): Loaded<T> {
  const [state, setState] = useState<{ key: string; value: T | null; error: ApiError | null; loading: boolean }>({ key, value: null, error: null, loading: true });
  const latest = useRef({ read, key, run: 0 });
  latest.current.read = read;
  latest.current.key = key;

  const reload = useCallback(async () => {
    const run = ++latest.current.run;
    const asked = latest.current.key;
    setState(before => ({ ...before, loading: true }));
    try {
      const value = await latest.current.read();
      if (run === latest.current.run) {
        setState({ key: asked, value, error: null, loading: false });
      }
    } catch (failure) {
      if (run === latest.current.run) {
        const error = failure instanceof ApiError ? failure : new ApiError(0, { title: 'The page failed', detail: String(failure) });
        setState(before => ({ key: asked, value: before.key === asked ? before.value : null, error, loading: false }));
      }
    }
  }, []);

  useEffect(() => {
    void reload();
    const again = () => {
      if (!document.hidden) {
        void reload();
      }
    };
    const timer = setInterval(again, refreshMs);
    document.addEventListener('visibilitychange', again);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', again);
    };
  }, [key, reload]);

  return { value: state.value, error: state.error, loading: state.loading, reload };
}
