/**
 * Counts the tests of a Vitest JSON report.
 *
 * What Vitest does not call a failed test still counts as one here: a file that could not be loaded, a hook that threw,
 * a run without tests, an error that belongs to no test.
 *
 * @param {any} report the parsed report; undefined if the run left none.
 * @param {boolean} exitedWell whether Vitest ended with exit code 0.
 * @returns {{ passed: number, failed: number, skipped: number }}
 */
export function countResults(report, exitedWell) {
  const files = report?.testResults ?? [];
  const statuses = files.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
  const passed = statuses.filter((status) => status === 'passed').length;
  const failedTests = statuses.filter((status) => status === 'failed').length;
  const brokenFiles = files.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = failedTests + brokenFiles;
  const silentFailure = failed === 0 && (passed === 0 || !exitedWell);
  return { passed, failed: silentFailure ? 1 : failed, skipped: statuses.length - passed - failedTests };
}
