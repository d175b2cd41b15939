// @ts-check
/** What is spoken with the server, in one place. See src/docs/protocol.md. */

/** Paths under the page's own address. */
export const PATH = Object.freeze({
    socket: 'chat-channel/',
    signIn: 'sign-in',
    signUp: 'sign-up',
    reset: 'reset',
    signOut: 'sign-out',
    health: 'health',
    file: 'files/',
    files: 'files',
    avatar: 'avatar',
    command: 'api/',
    worker: 'service-worker.js',
});

export const SUBPROTOCOL = 'centrifuge-json';

export const METHOD = Object.freeze({
    connect: 'connect',
    subscribe: 'subscribe',
    unsubscribe: 'unsubscribe',
    publish: 'publish',
    history: 'history',
    presence: 'presence',
    ping: 'ping',
    rpc: 'rpc',
    typing: 'typing',
    editMessage: 'message.edit',
    deleteMessage: 'message.delete',
    addReaction: 'reaction.add',
    removeReaction: 'reaction.remove',
    listReactions: 'reaction.list',
    listOwnReactions: 'reaction.mine',
    setProfile: 'profile.set',
    changePassword: 'password.change',
    listSessions: 'session.list',
    endSession: 'session.end',
    endOtherSessions: 'session.end_others',
    createInvite: 'invite.create',
    listInvites: 'invite.list',
    revokeInvite: 'invite.revoke',
    listAccounts: 'account.list',
    resetAccount: 'account.reset',
    setAccountKind: 'account.set_kind',
    deactivateAccount: 'account.deactivate',
    reactivateAccount: 'account.reactivate',
    createBot: 'bot.create',
    createToken: 'token.create',
    listTokens: 'token.list',
    revokeToken: 'token.revoke',
    removeAvatar: 'avatar.remove',
    listDeeds: 'audit.list',
    getPlace: 'place.get',
    setPlace: 'place.set',
    getSettings: 'settings.get',
    listConnections: 'connection.list',
    closeConnection: 'connection.close',
    listAddresses: 'address.list',
    banAddress: 'address.ban',
    unbanAddress: 'address.unban',
    openToGuests: 'channel.open_to_guests',
    listChannels: 'channel.list',
    browseChannels: 'channel.browse',
    createChannel: 'channel.create',
    openDirect: 'channel.direct',
    listMembers: 'channel.members',
    listBanned: 'channel.banned',
    markChannel: 'channel.mark',
    preferChannel: 'channel.prefer',
    findAccounts: 'account.find',
    search: 'search',
    joinChannel: 'channel.join',
    leaveChannel: 'channel.leave',
    renameChannel: 'channel.rename',
    setTopic: 'topic.set',
    archiveChannel: 'channel.archive',
    unarchiveChannel: 'channel.unarchive',
    deleteChannel: 'channel.delete',
    inviteMember: 'channel.invite',
    removeMember: 'channel.remove',
    banAccount: 'channel.ban',
    unbanAccount: 'channel.unban',
    slowMode: 'channel.slow_mode',
    setRole: 'channel.set_role',
    muteMember: 'channel.mute',
});

/** Close codes: the server's that we name, and our own for ends that we decide on. */
export const CLOSE = Object.freeze({
    normal: 1000,
    goingAway: 1001,
    abnormal: 1006,
    serviceRestart: 1012,
    restarting: 3001,
    slow: 3008,
    guestsOff: 4513,
    addressBanned: 4514,
    full: 4101,
    tooManyOfOne: 4102,
    silence: 4000,
    nonsense: 4001,
});

/** Why a command may be refused. */
export const REASON = Object.freeze({
    unauthorized: 'unauthorized',
    notAllowed: 'not-allowed',
    tooBusy: 'too-busy',
    tooManyConnections: 'too-many-connections',
    internal: 'internal',
    guestsOff: 'guests-off',
    addressBanned: 'address-banned',
    nothingChanged: 'nothing-changed',
    rateLimited: 'rate-limited',
});

/** @type {Readonly<Record<number, string>>} the reason of a refusal that carries only its code */
export const REASON_OF_CODE = Object.freeze({
    100: REASON.internal,
    101: REASON.unauthorized,
    102: 'unknown-channel',
    103: REASON.notAllowed,
    104: 'unknown-method',
    105: 'already-subscribed',
    106: 'limit-exceeded',
    107: 'bad-request',
    111: REASON.tooBusy,
    1001: 'blank',
    1002: 'too-long',
    1003: 'not-stored',
    1004: 'name-refused',
    1005: 'name-taken',
    1006: REASON.guestsOff,
    1007: 'not-found',
    1008: REASON.rateLimited,
    1009: 'nothing-changed',
    1010: REASON.tooManyConnections,
    1011: 'wrong-password',
    1012: 'link-ended',
    1013: 'password-refused',
    1014: REASON.addressBanned,
});

/** The code of the push that says that a channel is no more; others below 2500 say that the reader is not in it any more. */
export const CHANNEL_DELETED = 2012;

/** From this code on a push that ends a subscription asks to subscribe again. */
export const SUBSCRIBE_AGAIN = 2500;

/** What is told beside the log: a publication of this kind has no offset. */
export const TYPING = 'typing';

/** The longest text of a message, in bytes of UTF-8. */
export const LONGEST_TEXT = 16 * 1024;

/** The most events one answer of `history` may hold. */
export const LONGEST_HISTORY = 100;

/**
 * Says whether a client may connect again by itself after this close.
 * @param {number} code
 */
export function mayComeBack(code) {
    return !(code >= 3500 && code <= 3999) && !(code >= 4500 && code <= 4999);
}

/**
 * Says whether the server announced that it stops and starts again.
 * @param {number} code
 */
export function isRestart(code) {
    return code === CLOSE.restarting || code === CLOSE.serviceRestart || code === CLOSE.goingAway;
}
