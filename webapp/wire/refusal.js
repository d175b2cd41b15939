// @ts-check
import { REASON, REASON_OF_CODE } from './constants.js';

/** The server understood and said no. */
export class Refusal extends Error {
    /** @param {{code?: number, reason?: string, message?: string, temporary?: boolean}} error as it came */
    constructor(error) {
        super(error.message ?? '');
        this.name = 'Refusal';
        this.code = error.code ?? 0;
        this.reason = error.reason ?? REASON_OF_CODE[this.code] ?? REASON.internal;
        this.temporary = error.temporary === true;
    }
}

/** No answer came: the server, or the way to it, is away. */
export class NoAnswer extends Error {
    /** @param {string} message what was asked */
    constructor(message) {
        super(message);
        this.name = 'NoAnswer';
    }
}
