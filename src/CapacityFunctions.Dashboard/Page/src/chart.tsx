import type { JSX } from 'preact';
import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import { amount, localFull, tick, utc } from './format';
import type { Forecast } from './types';

export interface Line {
  at: number[];
  value: (number | null)[];
}

export interface FanData {
  /** What is drawn, in words: the chart for those who don't see it. */
  summary: string;
  now: number;
  demand: Line;
  forecast: Forecast | null;
  reserved: Line;
  allocated: Line;
  /** What would be reserved if every decision were carried out; null where that is what is reserved. */
  recommended: Line | null;
}

const names = ['Demand', 'Expected', 'Reserved', 'Allocated', 'Would be reserved'] as const;
const keys = ['demand', 'mean', 'reserved', 'allocated', 'recommended'] as const;

// Positions in the aligned data.
const [upperOuter, lowerOuter, upperInner, lowerInner, mean, demand, reserved, allocated, recommended] = [1, 2, 3, 4, 5, 6, 7, 8, 9];
/** The intervals that make the fan; a prediction has more. */
const outerLevel = 0.9;
const innerLevel = 0.5;
const shown = [demand, mean, reserved, allocated, recommended];

/** Usage, the fan of the prediction, and what is held for it. */
export function FanChart({ data, unit }: { data: FanData; unit: string }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const tip = useRef<HTMLDivElement>(null);
  const [reading, setReading] = useState('');
  const [dark, setDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const aligned = useMemo(() => align(data), [data]);
  const latest = useRef({ aligned, now: data.now });
  latest.current = { aligned, now: data.now };
  const summaryId = useId();

  useEffect(() => {
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const changed = () => setDark(scheme.matches);
    scheme.addEventListener('change', changed);
    return () => scheme.removeEventListener('change', changed);
  }, []);

  useEffect(() => {
    const home = box.current;
    if (!home) {
      return;
    }

    const size = () => ({ width: Math.max(200, home.clientWidth), height: home.clientWidth < 560 ? 250 : 330 });
    const made = new uPlot(
      options(size(), () => latest.current.now, index => describe(tip.current, plot.current, index, unit)),
      latest.current.aligned as uPlot.AlignedData,
      home,
    );
    plot.current = made;
    const watch = new ResizeObserver(() => made.setSize(size()));
    watch.observe(home);
    return () => {
      watch.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [dark, unit]);

  useEffect(() => plot.current?.setData(aligned as uPlot.AlignedData), [aligned]);

  const step = (event: KeyboardEvent) => {
    const made = plot.current;
    const jump = { ArrowLeft: -1, ArrowRight: 1, PageUp: -12, PageDown: 12, Home: -Infinity, End: Infinity }[event.key];
    if (!made || jump === undefined) {
      if (event.key === 'Escape') {
        made?.setCursor({ left: -10, top: -10 });
      }

      return;
    }

    event.preventDefault();
    const x = made.data[0];
    const from = made.cursor.idx ?? nearest(x, data.now / 1000);
    const index = Math.min(x.length - 1, Math.max(0, from + jump));
    made.setCursor({ left: made.valToPos(x[index]!, 'x'), top: made.bbox.height / devicePixelRatio / 3 });
    setReading(words(made, index, unit));
  };

  return (
    <div class="chart">
      <ul class="legend" aria-hidden="true">
        {keys.map((key, index) => (key === 'recommended' && !data.recommended ? null : <li key={key} class={`key key-${key}`}>{names[index]}</li>))}
        <li class="key key-fan">50 % and 90 % interval</li>
      </ul>
      <div
        ref={box}
        class="plot"
        tabIndex={0}
        role="group"
        aria-roledescription="chart"
        aria-label="Chart of demand and capacity over time; arrow keys read values"
        aria-describedby={summaryId}
        onKeyDown={step}
        onBlur={() => plot.current?.setCursor({ left: -10, top: -10 })}
      >
        <div ref={tip} class="tip" hidden aria-hidden="true" />
      </div>
      <p id={summaryId} class="unseen">{data.summary}</p>
      <p class="unseen" aria-live="polite">{reading}</p>
      <AsTable aligned={aligned} now={data.now} unit={unit} hasRecommended={data.recommended !== null} />
    </div>
  );
}

function AsTable({ aligned, now, unit, hasRecommended }: { aligned: (number | null)[][]; now: number; unit: string; hasRecommended: boolean }): JSX.Element {
  const [open, setOpen] = useState(false);
  const rows = useMemo(() => {
    const x = aligned[0] as number[];
    const stride = Math.max(1, Math.ceil(x.length / 96));
    return x.map((_, index) => index).filter(index => index % stride === 0);
  }, [aligned]);
  const columns = shown.filter(series => series !== recommended || hasRecommended);
  return (
    <details class="as-table" onToggle={event => setOpen((event.currentTarget as HTMLDetailsElement).open)}>
      <summary>Show as a table</summary>
      {open ? (
        <div class="scroll" tabIndex={0} role="region" aria-label="Chart as a table">
          <table>
            <caption class="unseen">Demand and capacity in {unit}</caption>
            <thead>
              <tr>
                <th scope="col">Time</th>
                {columns.map(series => <th key={series} scope="col" class="number">{names[shown.indexOf(series)]}</th>)}
                <th scope="col" class="number">90 % interval</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(index => {
                const at = new Date((aligned[0]![index] as number) * 1000);
                const low = aligned[lowerOuter]![index];
                return (
                  <tr key={index} class={at.getTime() > now ? 'ahead' : ''}>
                    <th scope="row" title={utc(at)}>{localFull(at)}</th>
                    {columns.map(series => <td key={series} class="number">{amount(held(aligned, series, index))}</td>)}
                    <td class="number">{low === null || low === undefined ? '–' : `${amount(low)} to ${amount(aligned[upperOuter]![index])}`}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      ) : null}
    </details>
  );
}

/** All lines on one axis of time; where a line has no value of its own there is null. */
function align(data: FanData): (number | null)[][] {
  const values = new Map<number, (number | null)[]>();
  const put = (series: number, at: number, value: number | null) => {
    const second = Math.round(at / 1000);
    let row = values.get(second);
    if (!row) {
      values.set(second, (row = new Array<number | null>(recommended + 1).fill(null)));
    }

    row[series] = value;
  };
  const line = (series: number, { at, value }: Line) => at.forEach((instant, index) => put(series, instant, value[index] ?? null));
  line(demand, data.demand);
  line(reserved, data.reserved);
  line(allocated, data.allocated);
  if (data.recommended) {
    line(recommended, data.recommended);
  }

  if (data.forecast) {
    const outer = data.forecast.intervals.find(interval => interval.level === outerLevel);
    const inner = data.forecast.intervals.find(interval => interval.level === innerLevel);
    const last = data.demand.at.at(-1);
    const known = data.demand.value.at(-1);
    const first = new Date(data.forecast.timestamps[0] ?? 0).getTime();
    if (last !== undefined && known !== undefined && last < first) {
      // The fan opens from what was seen last.
      for (const series of [mean, upperOuter, lowerOuter, ...(inner ? [upperInner, lowerInner] : [])]) {
        put(series, last, known);
      }
    }

    data.forecast.timestamps.forEach((text, index) => {
      const at = new Date(text).getTime();
      put(mean, at, data.forecast!.mean[index] ?? null);
      put(upperOuter, at, outer?.upper[index] ?? null);
      put(lowerOuter, at, outer?.lower[index] ?? null);
      put(upperInner, at, inner?.upper[index] ?? null);
      put(lowerInner, at, inner?.lower[index] ?? null);
    });
  }

  const x = [...values.keys()].sort((left, right) => left - right);
  const columns: (number | null)[][] = [x];
  for (let series = 1; series <= recommended; series++) {
    columns.push(x.map(second => values.get(second)![series] ?? null));
  }

  return columns;
}

function options(size: { width: number; height: number }, now: () => number, moved: (index: number | null) => void): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const stepped = uPlot.paths.stepped!({ align: 1 });
  const axis: uPlot.Axis = {
    stroke: colour('muted'),
    font: '12px system-ui, sans-serif',
    grid: { stroke: colour('grid'), width: 1 },
    ticks: { show: false },
  };
  const edge: uPlot.Series = { stroke: 'transparent', width: 0, spanGaps: true, points: { show: false } };
  const line = (name: string, more: uPlot.Series): uPlot.Series => ({ stroke: colour(name), width: 2, spanGaps: true, points: { show: false }, ...more });
  return {
    ...size,
    legend: { show: false },
    padding: [14, 18, 0, 0],
    cursor: { y: false, points: { show: false }, drag: { setScale: false, x: false, y: false } },
    scales: { x: { time: true }, y: { range: (_, low, high) => [Math.min(0, low ?? 0), Math.max(1, (high ?? 1) * 1.08)] } },
    axes: [
      { ...axis, space: 64, size: 30, values: (_, splits) => splits.map(second => tick(new Date(second * 1000))) },
      { ...axis, size: 52, values: (_, splits) => splits.map(value => amount(value)) },
    ],
    series: [
      {},
      edge,
      edge,
      edge,
      edge,
      line('c-mean', { dash: [6, 4] }),
      line('c-demand', { width: 2.25 }),
      line('c-reserved', { paths: stepped, width: 2.5 }),
      line('c-allocated', { paths: stepped, width: 1.75, dash: [2, 3] }),
      line('c-recommended', { paths: stepped, width: 1.75, dash: [10, 4] }),
    ],
    bands: [
      { series: [upperOuter, lowerOuter], fill: colour('c-fan-outer') },
      { series: [upperInner, lowerInner], fill: colour('c-fan-inner') },
    ],
    hooks: {
      drawClear: [plot => drawNow(plot, now() / 1000, colour('muted'))],
      setCursor: [plot => moved(plot.cursor.left !== undefined && plot.cursor.left >= 0 ? (plot.cursor.idx ?? null) : null)],
    },
  };
}

function drawNow(plot: uPlot, second: number, colour: string): void {
  const { ctx, bbox } = plot;
  const x = Math.round(plot.valToPos(second, 'x', true));
  if (x < bbox.left || x > bbox.left + bbox.width) {
    return;
  }

  ctx.save();
  ctx.strokeStyle = colour;
  ctx.fillStyle = colour;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.font = `${11 * devicePixelRatio}px system-ui, sans-serif`;
  ctx.textBaseline = 'bottom';
  ctx.textAlign = 'center';
  ctx.fillText('now', x, bbox.top - 1);
  ctx.restore();
}

/** The value of a line at an instant: its own, or for what is held the last one before. */
function held(data: readonly (readonly (number | null | undefined)[] | ArrayLike<number | null | undefined>)[], series: number, index: number): number | null {
  const column = data[series]!;
  const own = column[index];
  if (own !== null && own !== undefined) {
    return own;
  }

  for (let before = index - 1; series >= reserved && before >= 0; before--) {
    const value = column[before];
    if (value !== null && value !== undefined) {
      return value;
    }
  }

  return null;
}

function facts(plot: uPlot, index: number, unit: string): [string, string][] {
  const rows: [string, string][] = [];
  shown.forEach((series, position) => {
    const value = held(plot.data as never, series, index);
    if (value !== null) {
      rows.push([names[position]!, `${amount(value)} ${unit}`]);
    }
  });
  const low = plot.data[lowerOuter]?.[index];
  const high = plot.data[upperOuter]?.[index];
  if (low !== null && low !== undefined) {
    rows.push(['90 % interval', `${amount(low)} to ${amount(high)}`]);
  }

  return rows;
}

function words(plot: uPlot, index: number, unit: string): string {
  const at = new Date(plot.data[0][index]! * 1000);
  return `${localFull(at)}: ${facts(plot, index, unit).map(([name, value]) => `${name} ${value}`).join(', ')}`;
}

function describe(tip: HTMLDivElement | null, plot: uPlot | null, index: number | null, unit: string): void {
  if (!tip || !plot) {
    return;
  }

  tip.hidden = index === null;
  if (index === null) {
    return;
  }

  const at = new Date(plot.data[0][index]! * 1000);
  const row = (name: string, value: string) => {
    const line = document.createElement('div');
    const label = document.createElement('span');
    label.textContent = name;
    const number = document.createElement('b');
    number.textContent = value;
    line.append(label, number);
    return line;
  };
  const head = document.createElement('div');
  head.className = 'tip-time';
  head.textContent = localFull(at);
  const universal = document.createElement('div');
  universal.className = 'tip-utc';
  universal.textContent = utc(at);
  tip.replaceChildren(head, universal, ...facts(plot, index, unit).map(([name, value]) => row(name, value)));
  const left = plot.valToPos(plot.data[0][index]!, 'x') + plot.bbox.left / devicePixelRatio;
  const flip = left > plot.width / 2;
  tip.style.left = `${flip ? left - tip.offsetWidth - 12 : left + 12}px`;
}

function nearest(x: ArrayLike<number>, second: number): number {
  let best = 0;
  for (let index = 1; index < x.length; index++) {
    if (Math.abs(x[index]! - second) < Math.abs(x[best]! - second)) {
      best = index;
    }
  }

  return best;
}
