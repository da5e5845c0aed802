import { join } from 'node:path';
import type { NextConfig } from 'next';

/** What does not change from request to request; `src/proxy.ts` adds the content security policy. */
const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value: 'microphone=(self), camera=(self), geolocation=(), payment=(), usb=(), display-capture=()',
  },
];

const config: NextConfig = {
  poweredByHeader: false,
  // The official SDK picks its Node build by itself when it is not bundled.
  serverExternalPackages: ['@google/genai'],
  turbopack: { root: join(import.meta.dirname, '../..') },
  // `npm run check` checks the types of everything once; the build need not do it again.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [{ source: '/:path*', headers: SECURITY_HEADERS }],
};

export default config;
