/** Modules of ours, by the path that esbuild gives them. */
const OURS = /(browser|cues|providers|react|rig)\/dist\//;

/**
 * What a sampling heap profile says of the runtime's frames.
 *
 * @param profile of the browser's `HeapProfiler`, objects that were collected included.
 * @param {string} script the page's script, unminified: esbuild names each module in a comment before it.
 * @param {number} frames how many were drawn meanwhile.
 * @returns {number} what was made below the runtime's frame by its own code.
 */
export function bytesAFrame(profile, script, frames) {
  const moduleOfLine = [];
  let module = '';
  for (const line of script.split('\n')) {
    module = /^ {2}\/\/ (\S+\.(?:[cm]?js|jsx))$/.exec(line)?.[1] ?? module;
    moduleOfLine.push(module);
  }
  let bytes = 0;
  const walk = ({ callFrame, selfSize, children }, inFrame) => {
    const owner = moduleOfLine[callFrame.lineNumber] ?? '';
    const here = inFrame || (callFrame.functionName === '#tick' && owner.endsWith('frame-loop.js'));
    if (here && OURS.test(owner)) bytes += selfSize;
    for (const child of children) walk(child, here);
  };
  walk(profile.head, false);
  return bytes / frames;
}
