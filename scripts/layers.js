/**
 * Checks the layers with the rules of .dependency-cruiser.cjs on two graphs: imports as written,
 * and imports that are left at run time. Prints each offence with its path and the ways out.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { cruise } from 'dependency-cruiser';
import rules from '../.dependency-cruiser.cjs';

const folders = ['bin', 'src', 'test', 'bench', 'examples', 'web'];

const comments = new Map(
  [...rules.forbidden, ...rules.required, ...rules.sandbox].map((rule) => [
    rule.name,
    rule.comment,
  ]),
);

/**
 * @typedef {object} Offence
 * @property {string} rule Name of the broken rule.
 * @property {string} text Rule, path of imports and ways out, ready to print.
 */

/**
 * @param {import('dependency-cruiser').IViolation} violation
 * @returns {Offence}
 */
function describe(violation) {
  const { name } = violation.rule;
  const comment = comments.get(name) ?? '';
  const steps = (violation.cycle ?? violation.via ?? []).map((step) => step.name);
  const route = [violation.from, ...(steps.length > 0 ? steps : [violation.to])].join(' -> ');
  return { rule: name, text: `${name}: ${route}\n  ${comment}` };
}

/**
 * @param {string} baseDir
 * @param {object} ruleSet
 * @param {false | 'specify'} types Whether type-only imports count.
 */
async function offencesOf(baseDir, ruleSet, types) {
  const found = folders.filter((folder) => existsSync(path.join(baseDir, folder)));
  const options = {
    ...rules.options,
    baseDir,
    validate: true,
    ruleSet,
    tsPreCompilationDeps: types,
  };
  const { output } = await cruise(found, /** @type {any} */ (options), {
    ...rules.options.enhancedResolveOptions,
  });
  if (typeof output === 'string') throw new Error(`dependency-cruiser answered text: ${output}`);
  return output.summary.violations.map(describe);
}

/**
 * All offences against the layers below `baseDir`, in the order of the rules; empty when clean.
 * @param {string} baseDir Folder that holds src, test, web.
 * @returns {Promise<Offence[]>}
 */
export async function checkLayers(baseDir) {
  const { forbidden, required, sandbox } = rules;
  return [
    ...(await offencesOf(baseDir, { forbidden, required }, 'specify')),
    ...(await offencesOf(baseDir, { forbidden: sandbox }, false)),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const offences = await checkLayers(process.cwd());
  for (const offence of offences) console.error(offence.text);
  console.log(offences.length === 0 ? 'layers hold' : `${offences.length} offences`);
  process.exitCode = offences.length === 0 ? 0 : 1;
}
