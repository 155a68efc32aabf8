// A point on the map in an activity's entities (Bot Framework, `Place` and `GeoCoordinates`). Pure.
import { z } from 'zod';
import type { SharedPlace } from '../../model/sharing.ts';

const point = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  name: z.string().nullish(),
});
const place = z.object({ name: z.string().nullish(), address: z.unknown(), geo: point });

/** The first place among the entities; an address that is no plain text is left out. */
export function placeIn(entities: readonly unknown[]): SharedPlace | undefined {
  for (const entity of entities) {
    const named = place.safeParse(entity).data;
    const geo = named?.geo ?? point.safeParse(entity).data;
    if (!geo) continue;
    const title = named?.name ?? geo.name;
    const address = typeof named?.address === 'string' ? named.address : '';
    return {
      kind: 'place',
      latitude: geo.latitude,
      longitude: geo.longitude,
      ...(title ? { title } : {}),
      ...(address === '' ? {} : { address }),
    };
  }
  return undefined;
}
