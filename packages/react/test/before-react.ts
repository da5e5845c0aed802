import { injectIntoGlobalHook } from 'react-refresh/runtime';

// What a bundler's development server does before the page's first module.
injectIntoGlobalHook(globalThis);
