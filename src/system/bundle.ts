// Turns our browser TypeScript into one minified script when the process starts; there is no build step.
import { createHash } from 'node:crypto';
import { build } from 'esbuild';
import { gzipSync } from 'node:zlib';

export interface Bundle {
  readonly code: string;
  /** Content hash for caching, 16 hexadecimal digits. */
  readonly hash: string;
  readonly gzipBytes: number;
}

/** Bundles `entry` (absolute path) and everything it imports for browsers of the last three years. Rejects on a syntax error. */
export async function bundleScript(entry: string): Promise<Bundle> {
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    loader: { '.css': 'text', '.svg': 'text' },
    legalComments: 'none',
    logLevel: 'silent',
  });
  const code = result.outputFiles[0]?.text ?? '';
  return {
    code,
    hash: createHash('sha256').update(code).digest('hex').slice(0, 16),
    gzipBytes: gzipSync(code).length,
  };
}
