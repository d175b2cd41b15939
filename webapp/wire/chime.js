// @ts-check
const NOTES = [659.3, 880]; // Hz
const LENGTH = 0.22; // s each
const LOUD = 0.08; // of what the device gives
const AGAIN = 2_000; // ms without another

/** A short soft sound: two notes, made here and not loaded. */
export class Chime {
    /** @type {AudioContext | null} */
    #context = null;
    #rangAt = 0;

    /** Rings, unless it has just rung, or the browser wants a click first. */
    async ring() {
        const now = Date.now();
        if (!globalThis.AudioContext || now - this.#rangAt < AGAIN) return;
        this.#rangAt = now;
        this.#context ??= new AudioContext();
        await this.#context.resume();
        NOTES.forEach((note, i) => this.#play(note, i * LENGTH * 0.6));
    }

    /**
     * @param {number} note
     * @param {number} after s
     */
    #play(note, after) {
        const context = /** @type {AudioContext} */ (this.#context);
        const start = context.currentTime + after;
        const tone = context.createOscillator();
        const volume = context.createGain();
        tone.frequency.value = note;
        volume.gain.setValueAtTime(0, start);
        volume.gain.linearRampToValueAtTime(LOUD, start + 0.02);
        volume.gain.exponentialRampToValueAtTime(0.0001, start + LENGTH);
        tone.connect(volume).connect(context.destination);
        tone.start(start);
        tone.stop(start + LENGTH);
    }
}
