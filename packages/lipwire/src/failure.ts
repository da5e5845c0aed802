/** Errors of this and the other packages carry a code; one without is a defect. */
interface CodedError extends Error {
  readonly code: string;
}

/**
 * What to tell the user about an error: the sentence of an expected one, the whole stack of a defect, for the report.
 */
export function sentenceOf(error: unknown): string {
  if (isCoded(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** 2 for a wrong setting or command line, 1 for everything else. */
export function exitCodeOf(error: unknown): number {
  return isCoded(error) && (error.code === 'CLI_USAGE' || /_(CONFIG|OPTION)_INVALID$/.test(error.code)) ? 2 : 1;
}

function isCoded(error: unknown): error is CodedError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
