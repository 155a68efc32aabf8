// Calls that only an administrator may make: not tried while the bot is known to be none, since they would use up the group's
// allowance for nothing.
import type { GroupCalls } from './calls.ts';
import type { DeskHealth } from './desk-health.ts';
import { lackingRights } from './failures.ts';

/** The calls that manage topics reject with a `DeliveryError` while the bot lacks the right; whether it still does is looked up. */
export function allowedIn(
  calls: GroupCalls,
  health: Pick<DeskHealth, 'lacks' | 'lookInTrouble'>,
): GroupCalls {
  async function managing<Result>(call: () => Promise<Result>): Promise<Result> {
    await health.lookInTrouble();
    if (health.lacks('topics')) throw lackingRights();
    return call();
  }
  return {
    ...calls,
    createTopic: (title) => managing(() => calls.createTopic(title)),
    renameTopic: (thread, title) => managing(() => calls.renameTopic(thread, title)),
    closeTopic: (thread) => managing(() => calls.closeTopic(thread)),
    reopenTopic: (thread) => managing(() => calls.reopenTopic(thread)),
  };
}
