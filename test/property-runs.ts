// Property tests draw the same examples in CI every time, so that a red run means a change; elsewhere they go on looking.
import fc from 'fast-check';

if (process.env['CI'] !== undefined) fc.configureGlobal({ seed: 20_261_122 });
