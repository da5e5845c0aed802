/** The ways in which Rive draws in a browser: the packages whose low-level interface is measured. */
export const RENDERERS = [
  { name: 'canvas', title: 'Canvas2D', package: '@rive-app/canvas-advanced', script: 'canvas_advanced.mjs' },
  { name: 'webgl2', title: 'WebGL2', package: '@rive-app/webgl2-advanced', script: 'webgl2_advanced.mjs' },
];
