export { charRnn } from './char-rnn/char-rnn.js';
export type { CharRnn } from './char-rnn/char-rnn.js';
export type { CharRnnOptions, NewCharRnnOptions, ResolvedCharRnnOptions } from './char-rnn/options.js';
export type { Initialization } from './char-rnn/initialization.js';
export type { CharRnnState } from './char-rnn/stepping.js';
export type { LossContext, SequenceLoss } from './sequence-loss.js';
export type { LogitsOptions, SequenceLogits } from './char-rnn/forward.js';
export { plainRnn } from './recurrence/plain-rnn.js';
export type { PlainRnn, PlainRnnState } from './recurrence/plain-rnn.js';
export type { PlainRnnOptions, ResolvedPlainRnnOptions } from './recurrence/options.js';
export { writtenOutRecurrence } from './recurrence/recurrence.js';
export type { Recurrence, RecurrenceContext, RecurrenceResult, RecurrenceWeights } from './recurrence/recurrence.js';
export { unitActivations } from './unit-activations.js';
export type { ObservableModel, UnitActivations } from './unit-activations.js';
export type { StateUnit } from './state-unit.js';
export { encoderDecoder } from './encoder-decoder/encoder-decoder.js';
export type { EncoderDecoder, TranslationLogits, TranslationLogitsOptions } from './encoder-decoder/encoder-decoder.js';
export type {
  EncoderDecoderOptions,
  Readout,
  ResolvedEncoderDecoderOptions,
  SampledSoftmax,
} from './encoder-decoder/options.js';
export type { TranslationInputs } from './encoder-decoder/forward.js';
export type { TranslationLoss, TranslationLossContext } from './encoder-decoder/loss.js';
export type { TranslationState } from './encoder-decoder/translation-state.js';
export { sentimentClassifier } from './sentiment-classifier/sentiment-classifier.js';
export type { ClassifierLogitsOptions, SentimentClassifier } from './sentiment-classifier/sentiment-classifier.js';
export type {
  Masking,
  ResolvedSentimentClassifierOptions,
  SentimentClassifierOptions,
} from './sentiment-classifier/options.js';
export type { Pooling } from './sentiment-classifier/pooling.js';
export type { ClassifierInitialization } from './sentiment-classifier/initialization.js';
export type { ClassificationLoss, ClassificationLossContext } from './sentiment-classifier/loss.js';
export { sentenceClassifier } from './sentence-classifier/sentence-classifier.js';
export type { SentenceClassifier } from './sentence-classifier/sentence-classifier.js';
export type { ResolvedSentenceClassifierOptions, SentenceClassifierOptions } from './sentence-classifier/options.js';
export type { LabelledVectors, SentenceVectors } from './sentence-classifier/sentence-vectors.js';
export { transferLanguageModel } from './sentiment-classifier/transfer-language-model.js';
export { loadModel } from './artifacts/load-model.js';
export type { LoadOptions, ModelsByKind } from './artifacts/load-model.js';
export type { ModelKind } from './artifacts/config.js';
export type { SaveOptions } from './artifacts/save-model.js';
export type { NamedVariable } from './named-variable.js';
