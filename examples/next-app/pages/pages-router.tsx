import Head from 'next/head';
import { CallPage } from '../components/call-page';

export default function Page() {
  return (
    <>
      <Head>
        <title>Lipwire: Next.js, Pages Router</title>
        <link rel="icon" href="data:," />
      </Head>
      <CallPage />
    </>
  );
}
