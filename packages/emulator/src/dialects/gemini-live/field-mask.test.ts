import { expect, test } from 'vitest';
import { applySetupLock } from './field-mask.js';

const CLIENT = {
  model: 'models/client',
  generationConfig: { temperature: 0.9, topK: 3, responseModalities: ['TEXT'] },
  tools: [{ googleSearch: {} }],
};
const TOKEN = {
  model: 'models/token',
  generationConfig: { temperature: 0.1, responseModalities: ['AUDIO'] },
};

test('without a mask all is the token\u2019s, and what it leaves out falls to its default', () => {
  expect(applySetupLock(CLIENT, { setup: TOKEN, paths: undefined })).toEqual(TOKEN);
});

test('with a mask only the fields in it are', () => {
  expect(
    applySetupLock(CLIENT, {
      setup: TOKEN,
      paths: ['model', 'generationConfig.responseModalities', 'generationConfig.topK'],
    }),
  ).toEqual({
    model: 'models/token',
    generationConfig: { temperature: 0.9, responseModalities: ['AUDIO'] },
    tools: [{ googleSearch: {} }],
  });
});

test('a locked field of which the token says nothing falls away', () => {
  expect(
    applySetupLock(CLIENT, { setup: {}, paths: ['tools', 'generationConfig', 'proactivity.proactiveAudio'] }),
  ).toEqual({
    model: 'models/client',
  });
});

test('a list is taken as a whole, though the official SDK names its items', () => {
  const setup = { tools: [{ codeExecution: {} }] };
  expect(applySetupLock(CLIENT, { setup, paths: ['tools.0'] }).tools).toEqual(setup.tools);
});

test('the handle of a session is the client\u2019s, where the token asks for handles', () => {
  const client = { ...CLIENT, sessionResumption: { handle: 'h' } };
  expect(applySetupLock(client, { setup: { ...TOKEN, sessionResumption: {} }, paths: undefined })).toEqual({
    ...TOKEN,
    sessionResumption: { handle: 'h' },
  });
  expect(applySetupLock(client, { setup: TOKEN, paths: undefined })).toEqual(TOKEN);
});

test('names that objects are born with are only names', () => {
  const merged = applySetupLock(CLIENT, { setup: {}, paths: ['__proto__.polluted', 'constructor.prototype.x'] });
  expect(merged).toEqual(CLIENT);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
