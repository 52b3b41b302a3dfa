import { mergeConfig } from 'vitest/config';
import { workspaceTests } from '../../vitest.base.ts';

export default mergeConfig(workspaceTests(), {
  test: { globalSetup: ['./test/postgres/serve-on-demand.ts'] },
});
