import type { RecordingRuntime } from '../recording-runtime.js';

/**
 * Plays every state machine of a file for a while in the real runtime, with all inputs and properties turned.
 *
 * @throws Error if the runtime refuses the file or crashes.
 */
export async function playAnything({ rive, record }: RecordingRuntime, bytes: Uint8Array): Promise<void> {
  const file = await rive.load(bytes);
  if (!file) throw new Error('the runtime refuses the file');
  for (let i = 0; i < file.artboardCount(); i++) {
    const artboard = file.artboardByIndex(i);
    for (let n = 0; n < artboard.stateMachineCount(); n++) {
      const machine = new rive.StateMachineInstance(artboard.stateMachineByIndex(n), artboard);
      const data = file.defaultArtboardViewModel(artboard)?.defaultInstance();
      if (data) machine.bindViewModelInstance(data);
      for (let frame = 0; frame < 8; frame++) {
        for (let k = 0; k < machine.inputCount(); k++) {
          const input = machine.input(k);
          if (input.type === rive.SMIInput.number) input.asNumber().value = 17 * frame - 20;
          else if (input.type === rive.SMIInput.bool) input.asBool().value = frame % 2 === 0;
          else input.asTrigger().fire();
        }
        for (const { name, type } of data?.getProperties() ?? []) {
          if (type === 'number') (data?.number(name) as { value: number }).value = 9 * frame;
          if (type === 'boolean') (data?.boolean(name) as { value: boolean }).value = frame % 3 === 0;
          if (type === 'trigger') data?.trigger(name)?.trigger();
          if (type === 'enumType') (data?.enum(name) as { valueIndex: number }).valueIndex = frame % 3;
        }
        machine.advance(0.05);
        artboard.advance(0.05);
        record(artboard as never);
      }
      machine.delete();
    }
    artboard.delete();
  }
  file.unref();
}
