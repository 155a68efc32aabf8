// Everything stored about one person, gathered for that person to read.
import type { Author } from '../../model/desk.ts';
import type { ConversationId, CustomerId } from '../../model/ids.ts';
import type { PersonalConversation, PersonalData, PersonalRecords } from '../../model/personal.ts';
import { toPlainText } from '../../model/rich-text.ts';
import { decode } from './codec.ts';
import type { Engine } from './engine.ts';
import type { Erasure } from './erasure.ts';

type Gathering = Pick<PersonalRecords, 'findCustomer' | 'exportCustomer' | 'eraseCustomer' | 'compact'>;

export function createPersonalRecords(engine: Engine, erasure: Erasure): Gathering {
  const { db, query, all, first } = engine;

  function customerOf(conversation: ConversationId | undefined): CustomerId | undefined {
    if (conversation === undefined) return undefined;
    return first(query.selectFrom('conversations').select('customer').where('id', '=', conversation))
      ?.customer;
  }

  function conversationOf(id: ConversationId): PersonalConversation {
    const row = first(query.selectFrom('conversations').select('state').where('id', '=', id));
    const state = row && decode(row.state);
    return {
      id,
      language: state?.locale ?? '',
      ...(state?.customerName === undefined ? {} : { name: state.customerName }),
      provedOrders: state?.verified.map(({ order }) => order) ?? [],
      messages: all(
        query.selectFrom('transcript').select(['at', 'entry']).where('conversation', '=', id).orderBy('seq'),
      )
        .map(({ at, entry }) => ({ at, ...decode(entry) }))
        // what operators wrote for each other is theirs
        .filter(({ author }) => author.kind !== 'note')
        .map(({ at, author, text, files }) => ({
          at: iso(at),
          from: nameOf(author),
          text: toPlainText(text),
          files,
        })),
      requests: all(
        query.selectFrom('tickets').select('body').where('conversation', '=', id).orderBy('number'),
      )
        .map(({ body }) => decode(body))
        .map(({ number, subject, status, openedAt, closedAt, case: matter }) => ({
          number,
          subject,
          status,
          opened: openedAt.toISOString(),
          ...(closedAt === undefined ? {} : { closed: closedAt.toISOString() }),
          details: matter.fields,
          questions: matter.tried,
          files: matter.files,
        })),
      feedback: all(
        query
          .selectFrom('feedback')
          .select(['at', 'article', 'question', 'verdict'])
          .where('conversation', '=', id)
          .orderBy('seq'),
      ).map((said) => ({ ...said, at: iso(said.at) })),
    };
  }

  function dataOf(id: CustomerId): PersonalData | undefined {
    const customer = first(query.selectFrom('customers').selectAll().where('id', '=', id));
    if (customer === undefined) return undefined;
    const { created_at, subscribed, subscription_at } = customer;
    const conversations = all(query.selectFrom('conversations').select('id').where('customer', '=', id));
    const addresses = conversations.flatMap((one) =>
      all(
        query
          .selectFrom('addresses')
          .select(['channel', 'chat', 'person'])
          .where('conversation', '=', one.id),
      ),
    );
    const registered = all(
      query.selectFrom('registrations').selectAll().where('customer', '=', id).orderBy('seq'),
    );
    return {
      customer: id,
      since: iso(created_at),
      ...(subscribed === null || subscription_at === null
        ? {}
        : { newsletters: { subscribed: subscribed === 1, changed: iso(subscription_at) } }),
      addresses: addresses.map(({ channel, chat, person }) => ({ channel, chat, user: person })),
      registeredProducts: registered.map(({ product, serial, bought, at }) => ({
        product,
        ...(serial === null ? {} : { serial }),
        ...(bought === null ? {} : { bought }),
        registered: iso(at),
      })),
      conversations: conversations.map((one) => conversationOf(one.id)),
    };
  }

  return {
    findCustomer(by) {
      return engine.read('finding a customer', () => {
        if ('id' in by)
          return first(
            query
              .selectFrom('customers')
              .select('id')
              .where('id', '=', by.id as CustomerId),
          )?.id;
        const found =
          'ticket' in by
            ? first(query.selectFrom('tickets').select('conversation').where('number', '=', by.ticket))
            : first(
                query
                  .selectFrom('addresses')
                  .select('conversation')
                  .where('channel', '=', by.channel)
                  .where('chat', '=', by.chat),
              );
        return customerOf(found?.conversation);
      });
    },

    exportCustomer: (id) => engine.read('gathering what is known of a customer', () => dataOf(id)),

    eraseCustomer(id, now) {
      return engine.write(
        'erasing a customer',
        () => {
          if (first(query.selectFrom('customers').select('id').where('id', '=', id)) === undefined)
            return 'unknown';
          const own = query.selectFrom('conversations').select('id').where('customer', '=', id);
          const waits = query.selectFrom('events').select('id').where('outcome', 'is', null);
          if (first(waits.where('conversation', 'in', own).limit(1)) !== undefined) return 'busy';
          erasure.erase(id, now.getTime(), { consumed: [], outgoing: [] });
          return 'erased';
        },
        (outcome) => {
          if (outcome === 'erased') erasure.afterErasing();
        },
      );
    },

    compact() {
      return engine.read('making the database smaller', () => {
        db.exec('vacuum');
        db.pragma('wal_checkpoint(truncate)');
      });
    },
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function nameOf(author: Author): string {
  switch (author.kind) {
    case 'customer':
      return author.name ?? 'customer';
    case 'bot':
      return 'bot';
    case 'operator':
    case 'note':
      return author.operator.name;
  }
}
