import { preload } from 'react-dom';
import { CallPage } from '../components/call-page';
import { readDemoConfig } from '../config';

/** Rendered for each request: the nonce of its scripts, and the configuration, are those of now. */
export const dynamic = 'force-dynamic';

export default async function Page({ searchParams }: { searchParams: Promise<Record<string, unknown>> }) {
  const { mascot } = readDemoConfig(process.env);
  const mascotUrl = `/lipwire/${encodeURIComponent(mascot)}.riv`;
  // Both are needed before there is anything to see; their code would ask for them one after the other.
  preload('/lipwire/rive.wasm', { as: 'fetch', crossOrigin: 'anonymous' });
  preload(mascotUrl, { as: 'fetch', crossOrigin: 'anonymous' });
  return <CallPage mascotUrl={mascotUrl} debug={'debug' in (await searchParams)} />;
}
