// Reads one article: a head with its title and questions, then the answer. A broken file is reported with its cure.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import type { ArticleId, FlowId } from '../model/ids.ts';
import type { Article } from '../model/knowledge.ts';
import type { Locale } from '../model/locale.ts';
import { MAX_CHOICE_VALUE_BYTES } from '../model/message.ts';
import type { Problem } from '../model/problem.ts';
import { splitFrontMatter } from './front-matter.ts';
import { parseMarkdown } from './markdown.ts';
import { codeOf, problem } from './load-problem.ts';

/** One file. `article` is absent when the problems hold an error. */
export async function loadArticle(
  file: string,
  locale: Locale,
): Promise<{ article?: Article; problems: readonly Problem[] }> {
  let source: string;
  try {
    source = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (cause) {
    const invalid = cause instanceof TypeError;
    const message = invalid ? 'the file is not valid UTF-8' : `the file cannot be read (${codeOf(cause)})`;
    const cure = invalid ? 'Save it as UTF-8.' : 'Check that the file exists and may be read.';
    return { problems: [problem(invalid ? 'invalid-utf8' : 'unreadable', file, undefined, message, cure)] };
  }
  return parseArticle(source, file, locale);
}

/** An article from its text; pure. */
export function parseArticle(
  source: string,
  file: string,
  locale: Locale,
): { article?: Article; problems: readonly Problem[] } {
  const split = splitFrontMatter(source);
  if ('error' in split)
    return {
      problems: [problem('bad-head', file, split.line, split.error, `Begin the file like this: ${HEAD}`)],
    };
  const head = headSchema.safeParse(split.data);
  if (!head.success) {
    return {
      problems: head.error.issues.map((issue) => {
        const name = issue.path.join('.');
        const message = `${name === '' ? 'the head' : `\`${name}\``}: ${issue.message}`;
        return problem('bad-head', file, split.lineOf(issue.path), message, `Write it like this: ${HEAD}`);
      }),
    };
  }
  const id = basename(file, '.md') as ArticleId;
  if (Buffer.byteLength(id) > MAX_ID_BYTES) {
    const message = "the file's name is too long for the button that leads to the article";
    const cure = `Shorten it to ${MAX_ID_BYTES} letters or fewer, in every language alike.`;
    return { problems: [problem('long-name', file, undefined, message, cure)] };
  }
  const { title, questions, flow, tags, products } = head.data;
  const body = parseMarkdown(split.body);
  if (body.length === 0 && flow === undefined) {
    const message = 'the article has neither a text nor a flow';
    return {
      problems: [
        problem(
          'empty-article',
          file,
          undefined,
          message,
          'Write the answer below the head, or name the flow that it starts.',
        ),
      ],
    };
  }
  return {
    article: {
      id,
      locale,
      title,
      questions,
      body,
      tags,
      file,
      ...(flow === undefined ? {} : { flow: flow as FlowId }),
      ...(products === undefined ? {} : { products }),
    },
    problems: [],
  };
}

/** A button carries `article:` and the id. */
const MAX_ID_BYTES = MAX_CHOICE_VALUE_BYTES - 'article:'.length;

const HEAD =
  '---\n      title: Delivery time\n      questions:\n        - When will my order arrive?\n      ---';

const line = z.string().trim().min(1, 'is empty').max(500, 'is longer than 500 characters');
const headSchema = z.strictObject({
  title: line,
  questions: z.array(line).min(1, 'needs at least one question').max(2000, 'has more than 2,000 questions'),
  flow: line.optional(),
  tags: z.array(line).default([]),
  products: z.array(line).min(1, 'names no product').optional(),
});
