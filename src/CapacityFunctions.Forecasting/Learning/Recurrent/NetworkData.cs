using CapacityFunctions.Forecasting.Intervals;
using CapacityFunctions.Forecasting.Learning.Features;
using CapacityFunctions.Forecasting.Networks;

namespace CapacityFunctions.Forecasting.Learning.Recurrent;

/// <summary>Training windows as a network reads them.</summary>
/// <param name="windows">With windows of at least the largest size's length.</param>
/// <param name="layout">Of their numbers.</param>
/// <param name="standard">Mean and spread of each feature.</param>
/// <param name="traits">Words of each series, as indexes.</param>
/// <param name="words">How many words there are.</param>
internal sealed class NetworkData(TrainingWindows windows, FeatureLayout layout, FeatureStandard standard, int[][] traits, int words)
{
    /// <summary>Units of both hidden layers of the decoder.</summary>
    public const int DecoderUnits = 64;

    private const float DropoutRate = 0.1f;
    private const int TraitUnits = 4;

    public static NetworkShape ShapeOf(NetworkSize size, FeatureLayout layout, int steps, int words) => new()
    {
        EncoderInputs = layout.WindowWidth,
        Units = size.Units,
        Layers = size.Layers,
        WindowSteps = size.WindowSteps,
        HorizonSteps = steps,
        DecoderInputs = layout.RowCount,
        DecoderUnits = DecoderUnits,
        Probabilities = QuantileGrid.Probabilities.ToArray(),
        TraitWords = words,
        TraitUnits = words > 0 ? TraitUnits : 0,
        DropoutRate = DropoutRate,
    };

    public NetworkShape ShapeOf(NetworkSize size) => ShapeOf(size, layout, windows.Steps, words);

    public bool IsValidation(int window) => windows.IsValidation[window];

    /// <summary>Those that satisfy a condition.</summary>
    public int[] Windows(Func<int, bool> condition) => [.. Enumerable.Range(0, windows.Count).Where(condition)];

    /// <summary>Fills a batch with some windows.</summary>
    public void Fill(NetworkBatch batch, ReadOnlySpan<int> chosen)
    {
        batch.Count = chosen.Length;
        int length = batch.Shape.WindowSteps;
        for (int i = 0; i < chosen.Length; i++)
        {
            int window = chosen[i];
            ReadOnlySpan<float> past = windows.WindowOf(window)[^(length * layout.WindowWidth)..];
            for (int step = 0; step < length; step++)
            {
                past.Slice(step * layout.WindowWidth, layout.WindowWidth).CopyTo(batch.WindowRow(step, i));
            }

            ReadOnlySpan<float> rows = windows.RowsOf(window);
            for (int step = 0; step < windows.Steps; step++)
            {
                int target = (step * chosen.Length) + i;
                int source = (window * windows.Steps) + step;
                standard.Apply(rows.Slice(step * layout.RowCount, layout.RowCount), batch.StepRow(step, i));
                batch.Base[target] = windows.Bases[source];
                batch.Targets[target] = windows.Targets[source];
                batch.Known[target] = windows.Known[source];
            }

            batch.Traits[i] = traits[windows.Series[window]];
        }
    }
}
