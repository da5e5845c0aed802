import { DEFAULT_NATURAL_LIP_SYNC_CONFIG, NATURAL_LIP_SYNC_PRESETS } from '@lipwire/cues';
import {
  type FieldText,
  NUMBER_FIELDS,
  type NumberField,
  PRESETS,
  presetOf,
  rangeOf,
  SWITCH_FIELDS,
} from '../../playground/fields';
import type { PlaygroundDesk } from '../../playground/playground-desk';
import { useStore } from '../use-store';

/** Every field of natural lip sync. What is moved is seen at once. */
export function LipSyncPanel({ desk }: { desk: PlaygroundDesk }) {
  const { config } = useStore(desk.subscribe, desk.getState);
  const preset = presetOf(config);
  return (
    <section className="panel lip-sync" aria-labelledby="lip-sync-title">
      <div className="row panel-head">
        <h2 id="lip-sync-title">Natural lip sync</h2>
        <button
          type="button"
          className="chip"
          disabled={preset === 'conversation'}
          onClick={() => desk.configure(DEFAULT_NATURAL_LIP_SYNC_CONFIG)}
        >
          Reset
        </button>
      </div>
      <fieldset className="row chips">
        <legend className="hidden">Presets</legend>
        {PRESETS.map(({ name, label }) => (
          <button
            key={name}
            type="button"
            className="chip"
            aria-pressed={preset === name}
            onClick={() => desk.configure(NATURAL_LIP_SYNC_PRESETS[name])}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <div className="fields">
        {NUMBER_FIELDS.map((field) => (
          <NumberSlider
            key={field.name}
            field={field}
            value={config[field.name]}
            onChange={(value) => desk.configure({ [field.name]: value })}
          />
        ))}
        <div className="switches">
          {SWITCH_FIELDS.map(({ name, label, explanation }) => (
            <div key={name} className="field">
              <label className="switch">
                <input
                  type="checkbox"
                  checked={config[name]}
                  aria-describedby={`${name}-about`}
                  onChange={({ target }) => desk.configure({ [name]: target.checked })}
                />
                <span>{label}</span>
              </label>
              <p id={`${name}-about`} className="soft">
                {explanation} <code>{name}</code>, default {DEFAULT_NATURAL_LIP_SYNC_CONFIG[name] ? 'on' : 'off'}.
              </p>
            </div>
          ))}
        </div>
      </div>
    </section>
  );
}

function NumberSlider({
  field: { name, label, explanation },
  value,
  onChange,
}: {
  field: FieldText<NumberField>;
  value: number;
  onChange: (value: number) => void;
}) {
  const { min, max, step, unit, defaultValue } = rangeOf(name);
  const written = (number: number) => `${unit ? number : number.toFixed(2)}${unit && ` ${unit}`}`;
  return (
    <div className="field">
      <div className="row field-head">
        <label htmlFor={name}>{label}</label>
        <output htmlFor={name} data-changed={value !== defaultValue}>
          {written(value)}
        </output>
      </div>
      <input
        id={name}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={written(value)}
        aria-describedby={`${name}-about`}
        style={{ '--part': (value - min) / (max - min) } as React.CSSProperties}
        onChange={({ target }) => onChange(target.valueAsNumber)}
      />
      <p id={`${name}-about`} className="soft">
        {explanation} <code>{name}</code>, {min} to {max}
        {unit && ` ${unit}`}, default {defaultValue}
        {unit && ` ${unit}`}.
      </p>
    </div>
  );
}
