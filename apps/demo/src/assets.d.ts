// Next.js bundles style sheets; this is all that the type checker needs to know of them.
declare module '*.css';
