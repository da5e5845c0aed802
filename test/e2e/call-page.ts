import { MASCOTS } from '@lipwire/rig';
import type { Page } from 'playwright-core';
import type { MouthMarks, ProbeReport } from './probe/probe.js';

/** What the probe recorded, with its samples decoded. */
export type Recording = Omit<ProbeReport, 'samples'> & { readonly samples: Float32Array };

/** The demo's call page, by what a user sees on it. */
export class CallPage {
  constructor(readonly page: Page) {}

  button = (name: string) => this.page.getByRole('button', { name, exact: true });
  /** The word for what goes on. */
  status = () => this.page.locator('.state');
  message = () => this.page.getByRole('textbox', { name: 'Message' });

  /** Tells the probe where this mascot's mouth is, and waits until the mascot is drawn. */
  async showMascot(name = 'miso'): Promise<void> {
    const mascot = MASCOTS.find((candidate) => candidate.name === name);
    if (!mascot) throw new Error(`No mascot ${name}.`);
    const marks: MouthMarks = {
      artboardSize: mascot.size.width,
      center: [mascot.mouth.center[0], mascot.mouth.center[1]],
      lipLine: rgb(mascot.mouth.colors.lipLine),
    };
    await this.page.evaluate((value) => {
      window.lipwireProbeMarks = value;
    }, marks);
    await this.page.waitForFunction(() => window.lipwireProbe.seen.mouthDrawn);
  }

  async startCall(): Promise<void> {
    await this.button('Start call').click();
    await this.until('Speaking');
  }

  /** Waits for a word in the state line. */
  async until(state: string | RegExp): Promise<void> {
    await this.status().filter({ hasText: state }).waitFor();
  }

  /** Types a line and sends it. */
  async ask(text: string): Promise<void> {
    await this.message().fill(text);
    await this.message().press('Enter');
  }

  /** Waits until the mascot does not speak. */
  async untilQuiet(): Promise<void> {
    await this.until(/Listening|Muted|Connected/);
  }

  async recording(): Promise<Recording> {
    const report = await this.page.evaluate(() => window.lipwireProbe.report());
    const bytes = Buffer.from(report.samples, 'base64');
    const samples = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    return { ...report, samples };
  }
}

function rgb(hex: string): readonly [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
