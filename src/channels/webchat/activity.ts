// Activities: what a client may post, checked, and the form in which one lies in the feed.
import type { Activity, Attachment as ActivityAttachment } from 'botframework-schema';
import { z } from 'zod';
import type { FileRef } from '../../model/attachment.ts';
import { HttpProblem } from '../../system/http.ts';

/** Characters of text that one message may have. */
export const MAX_TEXT = 10_000;
const MAX_EXTRA_BYTES = 16 * 1024;

const optional = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullish().transform((value) => value ?? undefined);

const account = z.object({ id: optional(z.string()), name: optional(z.string().max(200)) });

const posted = z.object({
  type: z.string().min(1).max(100),
  text: optional(z.string()),
  textFormat: optional(z.enum(['plain', 'markdown', 'xml']).catch('plain')),
  locale: optional(z.string().max(35).catch('')),
  name: optional(z.string().max(200)),
  value: z.unknown().optional(),
  from: optional(account),
  replyToId: optional(z.string().max(200)),
  channelData: optional(z.record(z.string(), z.unknown())),
  attachments: optional(
    z
      .array(
        z.object({
          contentType: optional(z.string().max(200)),
          contentUrl: optional(z.string()),
          name: optional(z.string()),
        }),
      )
      .max(10),
  ),
});

/** An activity as a client posted it; everything that we do not use is gone. */
export type PostedActivity = z.infer<typeof posted>;

/** A file of an activity in the feed; clients get a signed address instead. */
export interface StoredFile extends FileRef {
  readonly name: string;
  readonly mime: string;
}

type Carried = Pick<Activity, 'text' | 'textFormat' | 'locale' | 'name' | 'replyToId' | 'inputHint'> & {
  readonly value: unknown;
  readonly channelData: Readonly<Record<string, unknown>>;
  readonly suggestedActions: Activity['suggestedActions'];
};

/** An activity in the feed: without what follows from its place in it (id, conversation, addresses of files). */
export interface StoredActivity extends Partial<{ [Key in keyof Carried]: Carried[Key] | undefined }> {
  readonly type: string;
  readonly timestamp: string;
  readonly from: { readonly id: string; readonly name?: string | undefined; readonly role: 'user' | 'bot' };
  readonly files?: readonly StoredFile[] | undefined;
  /** Place in the feed of the message that this one changes or removes. */
  readonly of?: number | undefined;
}

/** An activity as clients get it. */
export interface WireActivity extends Omit<StoredActivity, 'files' | 'of'> {
  readonly id: string;
  readonly channelId: string;
  readonly conversation: { readonly id: string };
  readonly attachments?: readonly ActivityAttachment[];
}

/** Checks an activity; throws `HttpProblem` 400 for a wrong form and 413 for a text that is too long. */
export function readActivity(body: unknown): PostedActivity {
  const parsed = posted.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const place = issue === undefined || issue.path.length === 0 ? 'the body' : `"${issue.path.join('.')}"`;
    throw new HttpProblem(
      400,
      'BadArgument',
      `Not an activity: ${place}: ${issue?.message ?? 'wrong form'}.`,
    );
  }
  const activity = parsed.data;
  if ((activity.text?.length ?? 0) > MAX_TEXT) {
    throw new HttpProblem(
      413,
      'MessageSizeTooBig',
      `The message is too long: a message may have at most ${MAX_TEXT} characters. Send it in parts.`,
    );
  }
  if (JSON.stringify([activity.channelData, activity.value]).length > MAX_EXTRA_BYTES) {
    throw new HttpProblem(
      413,
      'MessageSizeTooBig',
      '"channelData" and "value" may have at most 16 KB together.',
    );
  }
  return activity;
}

/** The client's own id of an activity, by which it recognises the echo and we a repeat. */
export function clientActivityId(activity: PostedActivity): string | undefined {
  const id = activity.channelData?.['clientActivityID'];
  return typeof id === 'string' && id !== '' && id.length <= 200 ? id : undefined;
}
