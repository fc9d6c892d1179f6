import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Accuracy } from './accuracy';
import { ApiError, send } from './api';
import * as clock from './clock';
import { ago, amount, percent, seconds } from './format';
import { Card, ErrorNote, Figure, When } from './parts';
import type { SystemState } from './types';

/** Whether the system itself works: cycles, requests, and how its predictions did. */
export function Health({ system, accuracy, changed }: { system: SystemState; accuracy: Accuracy | null; changed: (what: string) => void }): JSX.Element {
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    setError(null);
    try {
      await send('POST', 'cycles');
      changed('A cycle has been started; what it decides shows here when it has ended.');
    } catch (failure) {
      setError(failure as ApiError);
    } finally {
      setBusy(false);
    }
  };
  const { latest, decided } = system;
  const late = decided ? clock.now().getTime() - new Date(decided.scheduledAt).getTime() > 15 * 60_000 : false;
  const coverage = accuracy ? mean(accuracy, item => item.coverage90) : null;
  const error90 = accuracy ? mean(accuracy, item => item.mase) : null;
  return (
    <Card title="System" action={<button type="button" class="small" disabled={busy} onClick={() => void run()}>Run a cycle now</button>}>
      {error ? <ErrorNote error={error} /> : null}
      <dl class="figures figures-small">
        <Figure label="Last cycle" value={decided ? ago(new Date(decided.scheduledAt), clock.now()) : 'none'} {...(late ? { tone: 'bad' as const } : {})} detail={decided ? <><When at={decided.scheduledAt} focusable />, {decided.status}, started by {decided.startedBy}</> : 'none has ended yet'} />
        <Figure label="Duration" value={seconds(system.durationSeconds)} detail={latest?.status === 'Running' ? 'another one runs now' : 'from start to end'} />
        <Figure label="Missed ticks" value={String(system.missedTicks)} {...(system.missedTicks > 0 ? { tone: 'bad' as const } : {})} detail={`of the last 24 h; ${system.cyclesInDay} cycles, ${system.failedCycles} failed`} />
        <Figure label="Failed requests" value={String(system.failedRequests)} {...(system.failedRequests > 0 ? { tone: 'bad' as const } : {})} detail={`refused in the last 24 h; ${system.pendingRequests} pending`} />
        <Figure
          label="Coverage of 90 % intervals"
          value={coverage === null ? '–' : percent(coverage)}
          {...(coverage !== null && (coverage < 0.8 || coverage > 0.98) ? { tone: 'bad' as const } : {})}
          detail={describe(accuracy, error90)}
        />
        <Figure label="Fallback forecasts" value={decided?.summary ? String(decided.summary.fallbackForecasts) : '–'} detail={decided?.summary ? `of ${decided.summary.series} series; ${decided.summary.held} held` : null} />
      </dl>
      {latest && latest.status !== 'Completed' && latest.status !== 'Running' ? (
        <p class="note note-bad">The newest cycle ended as {latest.status}{latest.reason ? `: ${latest.reason}` : ''}</p>
      ) : null}
    </Card>
  );
}

function describe(accuracy: Accuracy | null, error: number | null): string {
  switch (accuracy?.state) {
    case 'ready':
      return accuracy.items.length === 0 ? 'no outcomes yet' : `next hour; error ${amount(error)} × seasonal naive’s`;
    case 'failed':
      return 'could not be read';
    case 'loading':
      return 'loading…';
    default:
      return 'not available';
  }
}

/** Over all outcomes: an account with many counts for more. */
function mean(accuracy: Accuracy, of: (item: Accuracy['items'][number]) => number | null): number | null {
  let total = 0;
  let count = 0;
  for (const item of accuracy.items) {
    const value = of(item);
    if (value !== null && item.outcomes > 0) {
      total += value * item.outcomes;
      count += item.outcomes;
    }
  }

  return count === 0 ? null : total / count;
}
