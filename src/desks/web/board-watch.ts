// Notices that the board reads differently: a part is not well any more, or somebody came to work or left.
import type { DeskBoard } from '../../model/desk.ts';

/** Whether troubles or shifts differ from those of the call before; the first call only looks. */
export function boardWatch(board: Pick<DeskBoard, 'troubles' | 'people'>): () => Promise<boolean> {
  let before: string | undefined;

  return async () => {
    const [troubles, people] = await Promise.all([board.troubles(), board.people()]);
    const now = JSON.stringify([
      troubles.map(({ name, detail }) => [name, detail]),
      people.map(({ operator, onShift }) => [operator.id, operator.name, onShift]),
    ]);
    const changed = before !== undefined && before !== now;
    before = now;
    return changed;
  };
}
