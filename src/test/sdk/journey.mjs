// The unmodified public client: connects, subscribes, publishes, goes away, comes back, and has everything, once, in order.
// Prints one line per fact, "ok …" or "not ok …"; CentrifugeSdkIT reads them.
import { openSync, writeSync } from 'node:fs';
import { Centrifuge } from 'centrifuge';
import WebSocket from 'ws';

const [plain, withSubprotocol, token] = process.argv.slice(2);
const MISSED = 400;

/** Every frame, for CentrifugeSdkIT to hold against the contract. */
const frames = openSync('frames.jsonl', 'w');
let sockets = 0;

/** In browsers each frame is a task of its own. Here several may come in one, and then the client mixes their messages. */
class OneFrameATask extends WebSocket {
  constructor(address, protocols) {
    super(address, protocols, { allowSynchronousEvents: false });
    this.number = ++sockets;
    this.on('message', data => this.note('heard', data.toString()));
  }

  send(data, ...rest) {
    this.note('sent', data);
    super.send(data, ...rest);
  }

  note(way, frame) {
    writeSync(frames, `${JSON.stringify({ socket: this.number, way, frame })}\n`);
  }
}

class WithSubprotocol extends OneFrameATask {
  constructor(address) {
    super(address, 'centrifuge-json');
  }
}

let failed = false;

function check(fact, holds, seen) {
  if (!holds) failed = true;
  console.log(`${holds ? 'ok' : 'not ok'} ${fact}${holds ? '' : `: ${JSON.stringify(seen)}`}`);
}

async function refusal(promise) {
  try {
    return { unexpected: await promise };
  } catch (error) {
    return error;
  }
}

function client(address, websocket = OneFrameATask, options = {}) {
  const made = new Centrifuge(address, { websocket, minReconnectDelay: 20, maxReconnectDelay: 100, timeout: 20_000, ...options });
  made.on('error', () => {}); // connection errors are retried by the client itself
  return made;
}

/** Collects the offsets that a subscription hears, and tells when one is there. */
function ear(subscription) {
  const heard = [];
  const waiting = [];
  subscription.on('publication', publication => {
    if (publication.data.kind === 'typing') return; // beside the log
    heard.push(publication.offset);
    waiting.filter(wait => wait.offset <= publication.offset).forEach(wait => wait.done());
  });
  return {
    heard,
    until: offset => new Promise(done => (heard.includes(offset) ? done() : waiting.push({ offset, done }))),
  };
}

const ann = client(plain);
const bob = client(withSubprotocol, WithSubprotocol);
const joins = [];
let bobsConnection;
bob.on('connected', context => (bobsConnection = context.client));
const toBob = bob.newSubscription('lobby', { joinLeave: true });
toBob.on('join', join => joins.push(join.info.user));
const bobs = ear(toBob);
toBob.subscribe();
bob.connect();
await toBob.ready();

ann.connect();
await ann.ready();
const toAnn = ann.newSubscription('lobby');
toAnn.subscribe();
await toAnn.ready();

const start = (await toAnn.history({ limit: 0 })).offset;
await toAnn.publish({ text: 'one' });
await ann.publish('lobby', { text: 'two' });
await bobs.until(start + 2);
check('what one publishes the other hears', bobs.heard.join() === [start + 1, start + 2].join(), bobs.heard);
check('who subscribes is announced', joins.length >= 2, joins);

const newest = await toAnn.history({ limit: 1, reverse: true });
check('the newest is read first in reverse', newest.publications[0].data.text === 'two', newest);
const next = await toAnn.history({ limit: 5, since: { offset: start + 1, epoch: newest.epoch } });
check('history reads on from an offset', next.publications.map(found => found.offset).join() === String(start + 2), next);

const presence = await toAnn.presence();
check('both are present', Object.keys(presence.clients).length === 2, presence);
check('and counted', (await toAnn.presenceStats()).numUsers === 2);
check('a method of the table is called by rpc', (await ann.rpc('health', {})).data.status === 'up');
check('an unknown method is 104', (await refusal(ann.rpc('nope', {}))).code === 104);
check('an unknown channel is 102', (await refusal(ann.publish('nowhere', { text: 'x' }))).code === 102);
check('a blank text is refused for good', (await refusal(ann.publish('lobby', { text: ' ' }))).temporary !== true);
await ann.send({ any: 'thing' });

bob.disconnect();
for (let i = 0; i < MISSED; i++) await ann.publish('lobby', { text: `missed ${i}` });
const back = new Promise(done => toBob.once('subscribed', done));
bob.connect();
const context = await back;
check('who comes back is told that nothing is lost', context.wasRecovering && context.recovered, context);
await toAnn.publish({ text: 'last' });
await bobs.until(start + 3 + MISSED);
check('and hears everything once, in order', bobs.heard.every((offset, i) => offset === start + 1 + i), bobs.heard);

const operator = client(plain, OneFrameATask, { token });
const signedIn = new Promise(done => operator.once('connected', done));
operator.connect();
check('a token says who it is', (await signedIn).data.account.kind === 'operator');
const typing = new Promise(done => toBob.on('publication', publication => publication.data.kind === 'typing' && done(publication)));
await operator.rpc('typing', { channel: 'lobby' });
check('who is typing is heard, and has no place', (await typing).data.author.kind === 'operator' && (await typing).offset === undefined, await typing);
const cut = new Promise(done => bob.once('connecting', done));
await operator.rpc('connection.close', { client: bobsConnection, code: 4123, reason: 'come back' });
check('a close below 4500 brings it back', (await cut).code === 4123);
await toBob.ready();
await toAnn.publish({ text: 'after the close' });
await bobs.until(start + 4 + MISSED);
check('still without a gap', bobs.heard.every((offset, i) => offset === start + 1 + i), bobs.heard.slice(-3));

toBob.unsubscribe();
await toAnn.publish({ text: 'not for bob' });
check('who unsubscribes hears no more', !bobs.heard.includes(start + 5 + MISSED));

const gone = new Promise(done => toAnn.once('unsubscribed', done));
await operator.rpc('channel.open_to_guests', { channel: 'lobby', open: false });
check('who may not read a channel any more is told, and does not try again', (await gone).code === 2011 && toAnn.state === 'unsubscribed', await gone);
process.exit(failed ? 1 : 0);
