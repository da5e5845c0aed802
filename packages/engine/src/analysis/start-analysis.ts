import type { ResamplerDesign } from '../frames/resampler-design.js';
import { loadKernel } from '../kernel/kernel.js';
import type { VisemeModel } from '../model/viseme-model.js';
import { KernelAnalysis } from './kernel-analysis.js';
import { PlainAnalysis } from './plain-analysis.js';
import type { SpeechAnalysis } from './speech-analysis.js';

/** The analysis of a new stream: in the kernel if that can be, in plain TypeScript otherwise. */
export function startAnalysis(model: VisemeModel, design: ResamplerDesign): SpeechAnalysis {
  const kernel = loadKernel();
  return (kernel && KernelAnalysis.open(kernel, model, design)) ?? new PlainAnalysis(model, design.sampleRateHz);
}
