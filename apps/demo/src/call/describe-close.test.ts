import { expect, test } from 'vitest';
import { describeClose } from './describe-close';

test.each([
  [1008, 'The token was used before. Make a new one.', /^The call was ended \(1008\): The token was used before\./],
  [1000, '', /ended the call/],
  [1006, '', /connection to the gateway was lost/],
  [1011, '  ', /1011.*no reason/],
])('%d %j', (code, reason, sentence) => {
  expect(describeClose({ code, reason })).toMatch(sentence);
});
