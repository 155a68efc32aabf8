// Files in memory, in the place of our own file folder.
import { FileUnavailableError, type FileContent, type Files } from '../../src/model/attachment.ts';

export interface MemoryFiles extends Files {
  readonly kept: ReadonlyMap<string, FileContent>;
}

export function memoryFiles(): MemoryFiles {
  const kept = new Map<string, FileContent>();
  return {
    kept,
    async open(ref) {
      await Promise.resolve();
      const content = ref.origin === 'local' ? kept.get(ref.id) : undefined;
      if (content === undefined) throw new FileUnavailableError(ref);
      return content;
    },
    async keep(content) {
      await Promise.resolve();
      const id = `file-${String(kept.size + 1)}`;
      kept.set(id, content);
      return { origin: 'local', id };
    },
  };
}
