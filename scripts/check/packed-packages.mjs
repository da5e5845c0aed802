import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { packPackages } from '../pack/pack-packages.mjs';
import { Failure } from '../setup/progress.mjs';
import { ROOT } from '../setup/repository.mjs';
import { tarballProblems } from './tarball-problems.mjs';

/**
 * How a consumer's compiler may look for types: by `exports`, as an ES module. The packages are ES modules only, so what
 * CommonJS and the resolution of before 2020 would find is not asked (docs/decisions/0007-packages-are-es-modules-only.md).
 */
const ASKED_RESOLUTIONS = ['node16-esm', 'bundler'];

/** Entries that are files to serve, found by their address; nobody imports names from them. */
const FILES_TO_SERVE = /\.(worklet|worker)\.js$|\/\*$|package\.json$/;

/**
 * Packs every package and holds the tarballs against publint, "are the types wrong", and rules of our own. The packages
 * must be built.
 *
 * @throws {Failure} with what is wrong.
 */
export async function checkPackedPackages() {
  const problems = [];
  for (const { name, path } of await packPackages()) {
    const found = [...(await publishProblems(path)), ...(await typeProblems(path)), ...contentProblems(path)];
    problems.push(...found.map((problem) => `${name}: ${problem}`));
  }
  if (problems.length > 0) throw new Failure(problems.join('\n'));
}

async function publishProblems(path) {
  const { messages, pkg } = await publint({
    pack: { tarball: new Uint8Array(readFileSync(path)).buffer },
    strict: true,
  });
  return messages.map((message) => formatMessage(message, pkg, { color: false }));
}

async function typeProblems(path) {
  const tarball = createPackageFromTarballData(new Uint8Array(readFileSync(path)));
  if (manifestOf(tarball).exports === undefined) return []; // a command, not a library
  const { types, problems = [] } = await checkPackage(tarball);
  if (!types) return ['it has no types'];
  return problems
    .filter(({ resolutionKind }) => resolutionKind === undefined || ASKED_RESOLUTIONS.includes(resolutionKind))
    .filter(({ entrypoint }) => entrypoint === undefined || !FILES_TO_SERVE.test(entrypoint))
    .map(({ kind, entrypoint, fileName, resolutionKind }) =>
      [`types: ${kind}`, entrypoint ?? fileName, resolutionKind].filter((part) => part !== undefined).join(' '),
    );
}

function contentProblems(path) {
  const tarball = createPackageFromTarballData(new Uint8Array(readFileSync(path)));
  const prefix = `/node_modules/${manifestOf(tarball).name}/`;
  const files = new Map(tarball.listFiles().map((file) => [file.slice(prefix.length), tarball.readFile(file)]));
  return tarballProblems(files, { root: ROOT });
}

function manifestOf(tarball) {
  return JSON.parse(tarball.readFile(join('/node_modules', tarball.packageName, 'package.json')));
}
