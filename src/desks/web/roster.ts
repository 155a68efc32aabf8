// The staff list as sessions are checked against it: read anew every few seconds, so that a leaver is out at once.
import type { Staff, StaffMember } from '../../model/staff.ts';
import type { Clock } from '../../system/clock.ts';

export interface Roster {
  /**
   * The member of that id whose key is not newer than `keySince`; undefined for a stranger, one who left, and one with a
   * new key. What it says is at most 5 s old.
   */
  holder(id: string, keySince: Date): Promise<StaffMember | undefined>;
}

const MAX_AGE_MS = 5000;

export function roster(staff: Pick<Staff, 'staff'>, clock: Clock): Roster {
  let known: { readonly at: number; readonly members: readonly StaffMember[] } | undefined;

  async function fresh(): Promise<readonly StaffMember[]> {
    const at = clock.now().getTime();
    const members = await staff.staff();
    known = { at, members };
    return members;
  }

  return {
    async holder(id, keySince) {
      const among = (members: readonly StaffMember[]): StaffMember | undefined =>
        members.find((member) => member.id === id && member.active && member.keySince <= keySince);
      const recent = known && clock.now().getTime() - known.at < MAX_AGE_MS ? known.members : undefined;
      // somebody who was added a moment ago is not on the list of before
      return (recent && among(recent)) ?? among(await fresh());
    },
  };
}
