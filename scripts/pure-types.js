/**
 * Type-checks src/domain and src/workflows without the types of Node and of browsers: a name that
 * the workflow sandbox lacks does not compile. Only mistakes inside the two folders count, because
 * workflows import the types of activities, and those files may use Node.
 */
import ts from 'typescript';

const root = process.cwd();

/** @param {string} project */
function mistakesOf(project) {
  const read = ts.readConfigFile(project, ts.sys.readFile);
  const config = ts.parseJsonConfigFileContent(read.config, ts.sys, root, undefined, project);
  const program = ts.createProgram(config.fileNames, config.options);
  const folders = [`${root}/src/domain/`, `${root}/src/workflows/`];
  return ts
    .getPreEmitDiagnostics(program)
    .filter(({ file }) => file && folders.some((folder) => file.fileName.startsWith(folder)));
}

const mistakes = ['tsconfig.domain.json', 'tsconfig.workflows.json'].flatMap(mistakesOf);
if (mistakes.length > 0) {
  const host = {
    getCanonicalFileName: (/** @type {string} */ name) => name,
    getCurrentDirectory: () => root,
    getNewLine: () => '\n',
  };
  console.error(ts.formatDiagnostics(mistakes, host));
  console.error('Pass the value in as an argument. See docs/rules/pure-domain.md.');
}
process.exitCode = mistakes.length === 0 ? 0 : 1;
