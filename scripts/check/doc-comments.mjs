import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { Failure } from '../setup/progress.mjs';
import { ROOT, workspaces } from '../setup/repository.mjs';

/** Shows that everything that a package exports, and every public method of its classes, is explained where it stands. */
export async function checkDocComments(root = ROOT) {
  const ts = createRequire(join(ROOT, 'package.json'))('typescript');
  const entries = workspaces(root).flatMap(({ folder, manifest }) =>
    Object.values(manifest.exports ?? {}).flatMap((entry) => {
      const source = entry['@lipwire/source'];
      const path = source === undefined ? '' : join(root, folder, source);
      return /\.tsx?$/.test(path) && existsSync(path) ? [path] : [];
    }),
  );
  const program = ts.createProgram(entries, {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    customConditions: ['@lipwire/source'],
    jsx: ts.JsxEmit.ReactJSX,
    noEmit: true,
    types: [],
  });
  const problems = new Set(entries.flatMap((entry) => undocumented(ts, program, entry, root)));
  if (problems.size > 0) throw new Failure([...problems].join('\n'));
}

function undocumented(ts, program, entry, root) {
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(entry));
  // An entry that exports nothing is no module.
  if (module === undefined) return [];
  return checker.getExportsOfModule(module).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const declarations = (symbol.declarations ?? []).filter((node) => isOurs(node, root));
    if (declarations.length === 0) return [];
    const missing = isDocumented(symbol, checker) ? [] : [symbol];
    return [...missing, ...undocumentedMethods(ts, declarations, checker)].map((bare) => {
      const [node] = bare.declarations;
      const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart());
      return `${relative(root, node.getSourceFile().fileName)}:${line + 1}: ${bare.name} has no doc comment`;
    });
  });
}

function undocumentedMethods(ts, declarations, checker) {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected | ts.ModifierFlags.Override;
  return declarations
    .filter(ts.isClassDeclaration)
    .flatMap(({ members }) => [...members])
    .filter((member) => ts.isMethodDeclaration(member) || ts.isGetAccessorDeclaration(member))
    .filter((member) => !ts.isPrivateIdentifier(member.name) && !(ts.getCombinedModifierFlags(member) & hidden))
    .map((member) => checker.getSymbolAtLocation(member.name))
    .filter((symbol) => !isDocumented(symbol, checker));
}

function isDocumented(symbol, checker) {
  return symbol.getDocumentationComment(checker).length > 0;
}

function isOurs(node, root) {
  const { fileName } = node.getSourceFile();
  return fileName.startsWith(join(root, 'packages')) && !fileName.includes('node_modules');
}
