// The statements of the hot path, prepared once. A test asks SQLite for the plan of each and finds no scan.
// `= +?` where there is an order: for a plain `= ?` this SQLite plans the query again at every new value, which costs more
// than running it.

export const hotSql = {
  findAddress: 'select conversation from addresses where channel = ? and chat = ? and person = ?',
  openTicket: "select 1 from tickets where conversation = ? and status <> 'closed' limit 1",
  addEvent:
    'insert into events (id, conversation, at, kind, body) values (?, ?, ?, ?, ?) on conflict (id) do nothing',
  eventKnown: 'select outcome from events where id = ?',
  closeEvent:
    'update events set outcome = ?, heard = ? where id = ? and conversation = ? and outcome is null',
  pendingEvents: 'select id, at, body from events where conversation = +? and outcome is null order by seq',
  oldestEvent: 'select at from events where conversation = +? and outcome is null order by seq limit 1',
  voidTimerEvents: `update events set outcome = 'ignored'
    where conversation = ? and outcome is null and kind = 'timer' and substr(id, 1, ?) = ?`,
  findConversation: 'select revision from conversations where id = ?',
  loadConversation: `select id, customer, revision, channel, chat, person, cast(state as blob) as state,
      (select body from tickets where conversation = conversations.id and status <> 'closed'
        order by number desc limit 1) as ticket
    from conversations where id = ?`,
  saveConversation: `update conversations set revision = revision + 1, channel = ?, chat = ?, person = ?, state = ?
    where id = ? and revision = ?`,
  addEntry:
    'insert into transcript (id, conversation, at, entry, ticket, ref, outbox) values (?, ?, ?, ?, ?, ?, ?)',
  saveTicket: `insert into tickets (id, number, conversation, status, assignee, body) values (?, ?, ?, ?, ?, ?)
    on conflict (id) do update set status = excluded.status, assignee = excluded.assignee, body = excluded.body`,
  addTimer: 'insert into timers (id, conversation, due, what) values (?, ?, ?, ?)',
  moveTimer: 'update timers set conversation = ?, due = ?, what = ? where id = ?',
  deleteTimer: 'delete from timers where id = ?',
  dueTimers: 'select id, conversation, due, what from timers where due <= ? order by due limit ?',
  nextTimer: 'select min(due) as due from timers',
  addOutgoing: `insert into outbox (id, conversation, target, at, delivery, event, state, attempts, not_before)
    values (?, ?, ?, ?, ?, ?, 'pending', 0, 0)`,
  headOfLane: `select id, at, delivery, attempts, unsure, parts,
      exists (select 1 from tickets where tickets.conversation = outbox.conversation
        and status <> 'closed' and assignee is not null) as held
    from outbox where target = +? and conversation = +? and state = 'pending' order by seq limit 1`,
  laneDue: `select at, not_before from outbox
    where target = +? and conversation = +? and state = 'pending' order by seq limit 1`,
  settle: `update outbox set state = ?, settled_at = ?, receipt = ?, reason = ?, parts = null
    where id = ? and state = 'pending'
    returning conversation, target, at, delivery, forget`,
  retry: `update outbox set attempts = attempts + ?, not_before = ?, reason = ?, unsure = max(unsure, ?)
    where id = ? and state = 'pending'
    returning conversation, target, at, delivery, forget`,
  keepParts: `update outbox set parts = ? where id = ? and state = 'pending'`,
  markUnsure: `update outbox set unsure = 1 where id = ? and state = 'pending'`,
  headSeq: `select seq from outbox
    where target = +? and conversation = +? and state = 'pending' order by seq limit 1`,
  dropCards: `delete from outbox where target = +? and conversation = +? and state = 'pending' and seq > ?
    and json_extract(delivery, '$.post.card.ticket') = ?`,
  dropOutdatedCard: `delete from outbox where id = ? and exists (select 1 from outbox as newer
    where newer.target = outbox.target and newer.conversation = outbox.conversation and newer.state = 'pending'
      and newer.seq > outbox.seq
      and json_extract(newer.delivery, '$.post.card.ticket') = json_extract(outbox.delivery, '$.post.card.ticket'))`,
  findEntry: `select seq, entry from transcript where conversation = +? and ref = ? order by seq desc limit 1`,
  rewriteEntry: 'update transcript set entry = ? where seq = ?',
  forgetDelivery: `update outbox set delivery = '{}', receipt = null, reason = null where id = ?`,
  deliveryKnown: 'select state from outbox where id = ?',
  receiptOf: 'select receipt from outbox where id = ?',
  renewReceipt: 'update outbox set receipt = ? where id = ?',
} as const;
