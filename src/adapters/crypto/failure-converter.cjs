/**
 * Moves messages and stacks of failures into a payload, which the codec then encrypts. Loaded by path: with `require`
 * in clients and workers, by the bundler into workflows; CommonJS serves both, from source and from the build.
 */
const { DefaultFailureConverter } = require('@temporalio/common');

exports.failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
