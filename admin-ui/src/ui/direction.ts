// Mantine hands `dir` to the frame around an input, where the label would decide. These set it on the
// input itself, as its ref.

/** The text decides whether it runs from the left or from the right. */
export const autoDirection = (input: HTMLElement | null) => input?.setAttribute('dir', 'auto');

/** From the right: Arabic, Persian, also while the input is empty. */
export const rightToLeft = (input: HTMLElement | null) => input?.setAttribute('dir', 'rtl');

/** Always from the left: addresses, numbers. */
export const leftToRight = (input: HTMLElement | null) => input?.setAttribute('dir', 'ltr');
