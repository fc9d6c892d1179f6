import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { cycleTime } from './account';
import { ApiError, get } from './api';
import { amount, sum, units } from './format';
import { describeOverride } from './kinds';
import { Badge, ErrorNote, When } from './parts';
import type { Decision, Explanation } from './types';

interface Step {
  decision: Decision;
  /** How many older decisions like it follow. */
  same: number;
}

/** Decisions on a line of time, newest first; those that changed nothing and say the same are one. */
export function DecisionList({ decisions, account, resource }: { decisions: Decision[]; account: string; resource: string }): JSX.Element {
  if (decisions.length === 0) {
    return <p class="empty">No cycle has decided on this account in the time shown.</p>;
  }

  return (
    <ol class="decisions">
      {folded(decisions).map(({ decision, same }) => <Entry key={decision.cycleId} decision={decision} same={same} account={account} resource={resource} />)}
    </ol>
  );
}

function Entry({ decision, same, account, resource }: { decision: Decision; same: number; account: string; resource: string }): JSX.Element {
  const [explanation, setExplanation] = useState<Explanation | ApiError | 'loading' | null>(null);
  const explain = async () => {
    if (explanation && explanation !== 'loading') {
      setExplanation(null);
      return;
    }

    setExplanation('loading');
    try {
      setExplanation(await get<Explanation>(`explain/${encodeURIComponent(account)}/${encodeURIComponent(resource)}`, { cycle: decision.cycleId }));
    } catch (failure) {
      setExplanation(failure as ApiError);
    }
  };
  const before = sum(decision.reservedBefore);
  const after = sum(decision.reservedAfter);
  const at = new Date(cycleTime(decision.cycleId)).toISOString();
  return (
    <li class={before !== after || decision.allocatedBefore !== decision.allocatedAfter ? 'changed' : ''}>
      <div class="decision-head">
        <h3><When at={at} focusable /></h3>
        <p class="decision-what">
          Reserved {before === after ? <strong>{units(after)}</strong> : <>{units(before)} → <strong>{units(after)}</strong></>}
          {', '}allocated {decision.allocatedBefore === decision.allocatedAfter ? <strong>{units(decision.allocatedAfter)}</strong> : <>{units(decision.allocatedBefore)} → <strong>{units(decision.allocatedAfter)}</strong></>}
          {decision.unmet > 0 ? <>, <strong class="bad">{amount(decision.unmet)} unmet</strong></> : null}
        </p>
        {decision.mode === 'Recommend' ? <Badge tone="quiet">only shown</Badge> : null}
        {decision.holdReason ? <Badge tone="warn">Held</Badge> : null}
        {decision.overrides.map(override => <Badge key={override.id} tone="cold" title={override.reason}>{describeOverride(override)}</Badge>)}
        <button type="button" class="small" aria-expanded={explanation !== null} onClick={() => void explain()}>Why?</button>
      </div>
      {decision.reasons.length > 0 && explanation === null ? <p class="hint">{decision.reasons.join('; ')}</p> : null}
      {explanation !== null ? <Explained explanation={explanation} decision={decision} /> : null}
      {same > 0 ? <p class="hint">{same} earlier {same === 1 ? 'decision was' : 'decisions were'} the same.</p> : null}
    </li>
  );
}

function Explained({ explanation, decision }: { explanation: Explanation | ApiError | 'loading'; decision: Decision }): JSX.Element {
  if (explanation === 'loading') {
    return <p class="hint" role="status">Loading the explanation…</p>;
  }

  if (explanation instanceof ApiError) {
    if (explanation.status !== 404) {
      return <ErrorNote error={explanation} />;
    }

    return (
      <div class="explanation">
        <p class="hint">A full explanation is not available; these are the reasons on record.</p>
        <ul>{decision.reasons.map(reason => <li key={reason}>{reason}</li>)}</ul>
      </div>
    );
  }

  return (
    <div class="explanation">
      <p><strong>{explanation.headline}</strong></p>
      {explanation.sections.filter(section => section.sentences.length > 0).map(section => (
        <section key={section.title}>
          <h4>{section.title}</h4>
          <ul>{section.sentences.map(sentence => <li key={sentence}>{sentence}</li>)}</ul>
        </section>
      ))}
    </div>
  );
}

function folded(decisions: Decision[]): Step[] {
  const steps: Step[] = [];
  for (const decision of decisions) {
    const last = steps.at(-1);
    if (last && isQuiet(last.decision) && isQuiet(decision) && sum(last.decision.reservedAfter) === sum(decision.reservedAfter) && last.decision.allocatedAfter === decision.allocatedAfter) {
      last.same++;
    } else {
      steps.push({ decision, same: 0 });
    }
  }

  return steps;
}

const isQuiet = (decision: Decision): boolean =>
  sum(decision.reservedBefore) === sum(decision.reservedAfter) &&
  decision.allocatedBefore === decision.allocatedAfter &&
  decision.unmet === 0 &&
  decision.overrides.length === 0;
