import { preload } from 'react-dom';
import { CallPage } from '../components/call-page';
import { readDemoConfig } from '../config';

/** Rendered for each request: the nonce of its scripts, and the configuration, are those of now. */
export const dynamic = 'force-dynamic';

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const asked = await searchParams;
  const { mascot } = readDemoConfig(process.env, String(asked.mascot));
  // Both are needed before there is anything to see; their code would ask for them one after the other.
  preload('/lipwire/rive.wasm', { as: 'fetch', crossOrigin: 'anonymous' });
  preload(`/lipwire/${encodeURIComponent(mascot)}.riv`, { as: 'fetch', crossOrigin: 'anonymous' });
  return <CallPage mascot={mascot} mayChoose={!process.env.LIPWIRE_DEMO_MASCOT} debug={'debug' in asked} />;
}
