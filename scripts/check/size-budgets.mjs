/** What the usual call page imports. */
export const CALL_PAGE =
  "export { MascotProvider, MascotClient, MascotRive, useMascotLiveAPI, Fit, Alignment } from '@lipwire/react';";

/** The client, without a framework. */
const client = "export { LipwireClient } from '@lipwire/browser';";

/**
 * What an app makes its users download, in kilobytes after gzip. A budget is what was measured when it was set and
 * somewhat more; whoever raises one says why in the commit. With `beside`, only what the code adds to that one counts.
 */
export const SIZE_BUDGETS = [
  { what: 'the usual call page in React', code: CALL_PAGE, budgetKb: 27.8 },
  { what: 'the client without React', code: client, budgetKb: 24 },
  { what: 'captions', code: "export { useMascotCaptions } from '@lipwire/react';", beside: CALL_PAGE, budgetKb: 2.6 },
  { what: 'microphone', code: "export { Microphone } from '@lipwire/browser';", beside: client, budgetKb: 4.4 },
  { what: 'camera', code: "export { Camera } from '@lipwire/browser';", beside: client, budgetKb: 4 },
  { what: 'calls that do not drop', code: "export * from '@lipwire/browser/session';", beside: client, budgetKb: 5.8 },
  { what: 'tools for the model', code: "export * from '@lipwire/browser/tools';", beside: client, budgetKb: 1.9 },
  { what: 'all of @lipwire/browser', code: "export * from '@lipwire/browser';", budgetKb: 34 },
  { what: 'all of @lipwire/react', code: "export * from '@lipwire/react';", budgetKb: 39.8 },
  { what: 'engine in the page, with its worker', code: "export * from '@lipwire/browser/local';", budgetKb: 400 },
  { what: 'engine with its weights', code: "export * from '@lipwire/engine';", budgetKb: 400 },
];

/** Loaded anyway by every app that uses the packages. */
export const NOT_COUNTED = ['react', 'react-dom', 'react/*', 'react-dom/*', '@rive-app/*'];
