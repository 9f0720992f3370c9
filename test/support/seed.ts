/**
 * Properties try the same cases in every run of the suite, so that a red run is about the change under test. New cases are
 * looked for on purpose: `BATON_TEST_SEED=$RANDOM BATON_TEST_RUNS=500 npm run test:fast`.
 */
import fc from 'fast-check';

const shipped = 20_261_125;

fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed: Number(process.env['BATON_TEST_SEED'] ?? shipped),
});
