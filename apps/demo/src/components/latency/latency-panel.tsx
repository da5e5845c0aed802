import { useLipwireClient } from '@lipwire/react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type LatencyNumbers, runLatencyMeter } from '../../latency/latency-meter';
import { PulseIcon } from '../icons';
import './latency.css';

const PLOTTED = [
  { name: 'buffered', label: 'Buffered', about: 'Speech that came and is not heard yet' },
  { name: 'offset', label: 'Mouth − sound', about: 'How far the mouth is from what is heard; the band is 20 ms' },
  { name: 'latency', label: 'Output latency', about: 'From the page to the speaker' },
] as const;

const COUNTED = [
  { name: 'gaps', label: 'Gaps', about: 'How often sound ran out, and how much silence that made' },
  { name: 'lateCues', label: 'Late shapes', about: 'Cues that came behind their sound' },
] as const;

/** A button, and the panel that it opens: half a minute of the clock, as it happens. */
export function LatencyPanel() {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    setOpen(false);
    button.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the panel from wherever one is in it.
    <div className="latency" onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        className="latency-toggle"
        aria-expanded={isOpen}
        aria-controls="latency-panel"
        onClick={() => setOpen(!isOpen)}
      >
        <PulseIcon />
        <span>Timing</span>
      </button>
      <section id="latency-panel" className="latency-panel" aria-label="Timing" hidden={!isOpen}>
        {isOpen && <LatencyMeter />}
      </section>
    </div>
  );
}

function LatencyMeter() {
  const client = useLipwireClient();
  const root = useRef<HTMLDListElement>(null);
  useEffect(() => {
    const list = root.current;
    if (!list) return;
    const values = new Map(
      [...list.querySelectorAll<HTMLElement>('[data-number]')].map((at) => [at.dataset.number, at]),
    );
    return runLatencyMeter(
      () => client.timing,
      [...list.querySelectorAll('canvas')],
      (numbers) => {
        for (const [name, text] of Object.entries(numbers)) {
          const value = values.get(name);
          if (value && value.textContent !== text) value.textContent = text;
        }
      },
    );
  }, [client]);
  return (
    <dl ref={root}>
      {PLOTTED.map(({ name, label, about }) => (
        <div key={name} title={about}>
          <Value name={name} label={label} />
          <dd>
            <canvas />
          </dd>
        </div>
      ))}
      {COUNTED.map(({ name, label, about }) => (
        <div key={name} title={about}>
          <Value name={name} label={label} />
        </div>
      ))}
    </dl>
  );
}

function Value({ name, label }: { name: keyof LatencyNumbers; label: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd className="latency-value" data-number={name}>
        –
      </dd>
    </>
  );
}
