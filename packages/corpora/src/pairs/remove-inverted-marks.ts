/**
 * A text without ¡ and ¿, which Keras's tokenizers would leave hanging on words that they strip of all other marks.
 * Follows the clean-up of Géron, "Hands-On Machine Learning", 3rd edition, chapter 16.
 *
 * @example
 * removeInvertedMarks('¡Hola! ¿Qué tal?');   // 'Hola! Qué tal?'
 */
export function removeInvertedMarks(text: string): string {
  return text.replaceAll(/[¡¿]/g, '');
}
