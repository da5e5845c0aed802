import { connection } from 'next/server';
import { CallPage } from '../components/call-page';
import { readDemoConfig } from '../config';

export default async function Page() {
  // Rendered for each request: the nonce of its scripts, and the configuration, are those of now.
  await connection();
  const { mascot } = readDemoConfig(process.env);
  return <CallPage mascotUrl={`/lipwire/${encodeURIComponent(mascot)}.riv`} />;
}
