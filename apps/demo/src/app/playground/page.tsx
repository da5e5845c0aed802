import type { Metadata } from 'next';
import { preload } from 'react-dom';
import { PlaygroundPage } from '../../components/playground/playground-page';
import { readDemoConfig } from '../../config';
import './playground.css';

export const metadata: Metadata = {
  title: 'Lipwire playground',
  description:
    'Every mouth shape of a sentence or a recording, before and after natural lip sync, and the mouth itself.',
};

/** Rendered for each request: the nonce of its scripts is that of now. */
export const dynamic = 'force-dynamic';

export default function Page() {
  const { mascot } = readDemoConfig(process.env);
  const mascotUrl = `/lipwire/${encodeURIComponent(mascot)}.riv`;
  preload('/lipwire/rive.wasm', { as: 'fetch', crossOrigin: 'anonymous' });
  preload(mascotUrl, { as: 'fetch', crossOrigin: 'anonymous' });
  return <PlaygroundPage mascotUrl={mascotUrl} />;
}
