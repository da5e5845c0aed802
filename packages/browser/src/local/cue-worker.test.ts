import { encodedVisemeModel } from '@lipwire/engine';
import { expect, it } from 'vitest';
import { CueWorker } from './cue-worker.js';

it('hands the model to the worker as it is stored: the page unpacks nothing', () => {
  const posted: unknown[] = [];
  const worker = {
    postMessage: (command: unknown) => posted.push(command),
    terminate: () => {},
    onmessage: null,
    onerror: null,
  };
  const stream = new CueWorker({ createWorker: () => worker as never }).open(() => {});
  // The very strings of the bundle.
  expect(posted).toEqual([{ type: 'model', model: encodedVisemeModel('default') }]);
  expect(encodedVisemeModel('default').weights).toBeTypeOf('string');
  stream.close();
});
