import type { NextConfig } from 'next';

const config: NextConfig = {
  // The official SDK picks its Node build by itself when it is not bundled.
  serverExternalPackages: ['@google/genai'],
};

export default config;
