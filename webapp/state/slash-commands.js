// @ts-check
import { METHOD } from '../wire/constants.js';
import { Refusal } from '../wire/refusal.js';
import { folded } from './completion.js';

const COMMAND = /^\/(\p{L}[\p{L}\p{N}_-]*)(?:\s+([\s\S]*))?$/u;
const SHRUG = '¯\\\\\\_(ツ)\\_/¯'; // as Markdown has it

/** @typedef {import('../wire/http.js').Account} Account */

/**
 * Where a command is given.
 * @typedef {{chat: import('./chat.js').Chat, channel: import('./channel.js').Channel, channels: import('./channels.js').Channels,
 *            post: (text: string) => void, help: () => void}} Scene
 *
 * What a command does; what it tells the one who gave it is a key of the dictionaries, with values.
 * @typedef {{key: string, values?: Record<string, string>}} Told
 * @typedef {{name: string, takes: '' | 'text' | 'person' | 'channel', run: (scene: Scene, rest: string) => Promise<Told | void> | void}} SlashCommand
 */

/** A command was given in a way that nothing can be done. */
export class Misgiven extends Error {
    /**
     * @param {string} key of the dictionaries
     * @param {Record<string, string>} values
     */
    constructor(key, values = {}) {
        super(key);
        this.key = key;
        this.values = values;
    }
}

/** All of them; their words are `slash.NAME` in the dictionaries. */
export const SLASH_COMMANDS = Object.freeze(/** @type {SlashCommand[]} */ ([
    { name: 'me', takes: 'text', run: ({ post }, rest) => post(`/me ${given(rest)}`) },
    { name: 'shrug', takes: '', run: ({ post }, rest) => post(rest ? `${rest} ${SHRUG}` : SHRUG) },
    { name: 'msg', takes: 'person', run: write },
    { name: 'invite', takes: 'person', run: invite },
    { name: 'join', takes: 'channel', run: join },
    { name: 'leave', takes: '', run: leave },
    { name: 'topic', takes: 'text', run: ({ channel, channels }, topic) => channels.change(METHOD.setTopic, channel, { topic }) },
    { name: 'nick', takes: 'text', run: ({ chat }, name) => chat.takeName(given(name)) },
    { name: 'help', takes: '', run: ({ help }) => help() },
]));

/**
 * Takes a text as a command: `/name` and the rest. A path such as `/usr/bin` is none, and `//` is for texts that look like one.
 * @param {string} text
 * @returns {{name: string, rest: string, command: SlashCommand | undefined} | null} null when it is to be said
 */
export function slashCommandIn(text) {
    const [, name, rest = ''] = COMMAND.exec(text) ?? [];
    if (!name) return null;
    return { name, rest: rest.trim(), command: SLASH_COMMANDS.find((one) => one.name === name.toLowerCase()) };
}

/** @param {string} text that is no command */
export function unescaped(text) {
    return text.startsWith('//') && slashCommandIn(text.slice(1)) ? text.slice(1) : text;
}

/** @param {string} rest */
function given(rest) {
    if (!rest) throw new Misgiven('slash.more');
    return rest;
}

/**
 * @param {Scene} scene
 * @param {string} rest
 */
async function write(scene, rest) {
    const { person, text } = await personIn(scene, rest);
    const name = await scene.channels.direct([person.id]);
    scene.chat.select(name);
    if (text) scene.chat.channel?.post(text);
}

/**
 * @param {Scene} scene
 * @param {string} rest
 * @returns {Promise<Told>}
 */
async function invite(scene, rest) {
    const { person } = await personIn(scene, rest);
    await scene.channels.change(METHOD.inviteMember, scene.channel, { account: person.id });
    return { key: 'slash.invited', values: { name: person.name } };
}

/**
 * @param {Scene} scene
 * @param {string} rest
 */
async function join({ chat, channels }, rest) {
    const name = given(rest).replace(/^#/, '').toLowerCase();
    const isThere = channels.names.has(name) || (await channels.browse(name)).some((channel) => channel.name === name);
    if (!isThere) throw new Misgiven('slash.no-channel', { name });
    const channel = chat.channels?.select(name);
    if (channel && chat.account?.kind !== 'guest') await channels.change(METHOD.joinChannel, channel).catch(unlessSoAlready);
    await channels.list();
}

/** @param {Scene} scene */
async function leave({ chat, channel, channels }) {
    await channels.change(METHOD.leaveChannel, channel);
    chat.select('');
    await channels.list();
}

/** @param {unknown} error */
function unlessSoAlready(error) {
    if (!(error instanceof Refusal && error.reason === 'nothing-changed')) throw error;
}

/**
 * Finds the person whose name a text begins with, of those who are here or have an account. Names may have spaces.
 * @param {Scene} scene
 * @param {string} rest
 * @returns {Promise<{person: Account, text: string}>}
 */
async function personIn({ channel, channels, chat }, rest) {
    const said = given(rest).replace(/^@/, '');
    const here = channel.people.all;
    const found = await channels.people(said.split(/\s/, 1)[0]);
    const named = [...here, ...found].filter(({ id, name }) => id !== chat.account?.id && begins(said, name));
    const [person] = named.sort((one, other) => other.name.length - one.name.length);
    if (!person) throw new Misgiven('slash.nobody', { name: said.split('\n', 1)[0] });
    return { person, text: said.slice(person.name.length).trim() };
}

/**
 * @param {string} said
 * @param {string} name
 */
function begins(said, name) {
    return name !== '' && folded(said).startsWith(folded(name)) && !/[\p{L}\p{N}_]/u.test(said[name.length] ?? '');
}
