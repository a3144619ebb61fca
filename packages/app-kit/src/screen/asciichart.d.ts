declare module 'asciichart' {
  interface PlotOptions {
    readonly height?: number;
    readonly format?: (value: number) => string;
    readonly colors?: readonly string[];
  }
  const asciichart: {
    plot(series: readonly (readonly number[])[], options?: PlotOptions): string;
    readonly cyan: string;
    readonly green: string;
  };
  export default asciichart;
}
