/** All that a report shows, as plain values. */
export interface ReportData {
  readonly title: string;
  readonly subtitle: string;
  /** The few numbers that matter most. */
  readonly figures: readonly { readonly label: string; readonly value: string; readonly note?: string }[];
  readonly curves: readonly Curve[];
  /** Absent for models that write nothing. */
  readonly samples?: readonly TrainingSample[];
  /** What the app shows besides. */
  readonly sections: readonly ReportSection[];
  readonly settings: readonly (readonly [name: string, value: string])[];
  /** The model's layers, as text. */
  readonly summary: string;
}

/** One chart: lines over the steps of the training. */
export interface Curve {
  readonly title: string;
  /** What the vertical axis counts. */
  readonly unit: string;
  readonly lines: readonly CurveLine[];
}

export interface CurveLine {
  readonly name: string;
  /** Which of the report's two line colours. */
  readonly role: 'training' | 'validation';
  readonly points: readonly (readonly [step: number, value: number])[];
}

/** What the model wrote during the training. */
export interface TrainingSample {
  readonly step: number;
  readonly text: string;
}

/** A part of the page with a heading, made by the functions of sections.ts. */
export interface ReportSection {
  readonly title: string;
  readonly html: string;
}
