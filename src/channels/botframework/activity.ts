// The fields of an incoming Activity that we read, checked; everything else passes by untouched.
import { z } from 'zod';
import { HttpProblem } from '../../system/http.ts';

/** Services write null for what they do not know. */
const words = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

const account = z.looseObject({ id: z.string().min(1), name: words });

const attachment = z.looseObject({
  contentType: words,
  contentUrl: words,
  name: words,
  content: z.unknown().optional(),
});

const activity = z.looseObject({
  type: z.string().min(1),
  id: words,
  timestamp: words,
  channelId: z.string().min(1),
  /** Its absence would switch off the check that the sender's token was issued for this service. */
  serviceUrl: z.url({ protocol: /^https?$/u }),
  conversation: z.looseObject({ id: z.string().min(1), isGroup: z.boolean().nullish() }),
  from: account,
  recipient: account,
  text: words,
  value: z.unknown().optional(),
  locale: words,
  replyToId: words,
  action: words,
  attachments: z.array(attachment).nullish(),
  entities: z
    .array(
      z.looseObject({
        type: z.string().nullish(),
        text: words,
        mentioned: z.looseObject({ id: z.string().nullish() }).nullish(),
      }),
    )
    .nullish(),
  membersAdded: z.array(account).nullish(),
  membersRemoved: z.array(account).nullish(),
});

export type IncomingActivity = z.infer<typeof activity>;
export type IncomingAttachment = z.infer<typeof attachment>;

/** Throws `HttpProblem` 400 that names the wrong fields and never repeats their values. */
export function parseActivity(body: unknown): IncomingActivity {
  const parsed = activity.safeParse(body);
  if (parsed.success) return parsed.data;
  const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || 'the body'))];
  throw new HttpProblem(
    400,
    'BAD_ACTIVITY',
    `This is not a Bot Framework activity: see ${fields.join(', ')}.`,
  );
}
