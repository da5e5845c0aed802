import { describe, expect, it } from 'vitest';
import { countResults } from './count-results.mjs';

const file = (status, ...tests) => ({ status, assertionResults: tests.map((test) => ({ status: test })) });
const report = (...testResults) => ({ testResults });

describe('countResults', () => {
  it('counts tests', () => {
    const results = report(file('passed', 'passed', 'passed', 'skipped'), file('failed', 'passed', 'failed'));
    expect(countResults(results, false)).toEqual({ passed: 3, failed: 1, skipped: 1 });
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(countResults(report(file('passed', 'passed'), file('failed')), false)).toMatchObject({
      passed: 1,
      failed: 1,
    });
  });

  it('counts a hook that threw as a failure, not its tests as skipped alone', () => {
    expect(countResults(report(file('failed', 'skipped', 'passed')), false)).toMatchObject({ passed: 1, failed: 1 });
  });

  it('counts an error that belongs to no test', () => {
    expect(countResults(report(file('passed', 'passed')), false)).toMatchObject({ passed: 1, failed: 1 });
  });

  it('does not take a run without tests for a success', () => {
    expect(countResults(report(), true)).toMatchObject({ passed: 0, failed: 1 });
    expect(countResults(undefined, true)).toMatchObject({ passed: 0, failed: 1 });
  });
});
