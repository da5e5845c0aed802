import { expect, it } from 'vitest';
import { neededTarballs, withTarballs } from './with-tarballs.mjs';

const tarball = (name, dependencies) => ({
  name,
  path: `/made/${name.replace('@lipwire/', '')}.tgz`,
  manifest: { dependencies },
});
const cues = tarball('@lipwire/cues');
const browser = tarball('@lipwire/browser', { '@lipwire/cues': '0.1.0' });
const gateway = tarball('@lipwire/gateway', { '@lipwire/cues': '0.1.0' });

it('takes what an app needs, and what that needs', () => {
  const app = { dependencies: { '@lipwire/browser': '^0.1.0', ws: '^8.0.0' } };
  expect(neededTarballs(app, [cues, browser, gateway])).toEqual([cues, browser]);
  expect(neededTarballs({ devDependencies: { '@lipwire/cues': '^0.1.0' } }, [cues, browser, gateway])).toEqual([cues]);
  expect(neededTarballs({}, [cues])).toEqual([]);
});

it('installs ours from tarballs, also where others of ours ask for them, and others as tested', () => {
  const app = {
    name: 'app',
    dependencies: { '@lipwire/browser': '^0.1.0', react: '^19.0.0', other: '^1.0.0' },
    devDependencies: { vite: '^8.0.0' },
  };
  expect(withTarballs(app, [cues, browser], { react: '19.3.1', vite: '8.3.8' })).toEqual({
    name: 'app',
    dependencies: { '@lipwire/browser': 'file:tarballs/browser.tgz', react: '19.3.1', other: '^1.0.0' },
    devDependencies: { vite: '8.3.8' },
    overrides: { '@lipwire/browser': 'file:tarballs/browser.tgz', '@lipwire/cues': 'file:tarballs/cues.tgz' },
  });
});
