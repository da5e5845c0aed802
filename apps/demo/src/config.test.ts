import { expect, it } from 'vitest';
import { readDemoConfig } from './config';

it('gives each character its own file, voice and temper', () => {
  expect(readDemoConfig({})).toMatchObject({ mascot: 'miso', voice: 'Aoede' });
  const juno = readDemoConfig({}, 'juno');
  expect(juno).toMatchObject({ mascot: 'juno', voice: 'Kore' });
  expect(juno.instruction).toContain('You are Juno');
});

it('stays with Miso where somebody wants to talk to nobody it knows', () => {
  for (const nobody of ['', '../../etc/passwd', 'constructor']) expect(readDemoConfig({}, nobody).mascot).toBe('miso');
});

it('lets the server choose: its mascot, voice and instruction count for every caller', () => {
  const env = { LIPWIRE_DEMO_MASCOT: 'fox', LIPWIRE_DEMO_VOICE: 'Puck', LIPWIRE_DEMO_INSTRUCTION: 'You are a fox.' };
  expect(readDemoConfig(env, 'juno')).toMatchObject({ mascot: 'fox', voice: 'Puck', instruction: 'You are a fox.' });
});
