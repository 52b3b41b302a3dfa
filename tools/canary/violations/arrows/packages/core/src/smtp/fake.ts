// testing-only-from-tests
export { fake } from '../testing/index.ts';
