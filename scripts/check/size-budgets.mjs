/**
 * What an app makes its users download, in kilobytes after gzip. A budget is what was measured when it was set and
 * somewhat more; whoever raises one says why in the commit.
 */
export const SIZE_BUDGETS = [
  { what: 'browser runtime', entry: '@lipwire/browser', budgetKb: 26 },
  { what: 'browser runtime with the React components', entry: '@lipwire/react', budgetKb: 26 },
  { what: 'engine in the page, with its worker', entry: '@lipwire/browser/local', budgetKb: 400 },
  { what: 'engine with its weights', entry: '@lipwire/engine', budgetKb: 400 },
];

/** Loaded anyway by every app that uses the packages. */
export const NOT_COUNTED = ['react', 'react-dom', 'react/*', 'react-dom/*', '@rive-app/*'];
